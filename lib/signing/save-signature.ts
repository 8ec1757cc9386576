import { lockOwnUser } from '@/db/queries/email-changes';
import { findLatestSignatureOf, insertSignature } from '@/db/queries/signing';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { isAppError } from '@/lib/platform/errors';
import { readInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import type { cleanPicture } from './clean-picture';
import { readDrawing } from './picture-file';
import type { SignatureInput } from './signature-input';

const PICTURE = defineReading<typeof cleanPicture>('lib/signing/clean-picture.ts', 'cleanPicture');

/** Tries in 15 minutes (choice), because opening a picture is expensive. */
const MAX_TRIES = 30;

/** With `no-picture`, nothing was saved, and the sentence belongs to the drawing or picture field. */
export type SignatureOutcome = { kind: 'saved' } | { kind: 'no-picture'; sentence: string };

type Signature = { kind: SignatureInput['kind']; typedText: string | null; picture: Buffer | null };

/**
 * Saves the signature that a person signs certificates with from now on (M12). It is a new signature each time:
 * certificates that were signed with an earlier one do not change. Saving the same signature again changes nothing.
 * @param file the file that was chosen as a picture; without one, and without a new drawing, the current picture
 * remains
 * @throws AppError `forbidden`, `too_many`, `unavailable`
 */
export async function saveSignature(
  ctx: Context,
  input: SignatureInput,
  file: Buffer | null,
): Promise<SignatureOutcome> {
  authorize(ctx, 'signature.change');
  const { userId } = ctx.actor;
  await limitTries(ctx, `signature:account:${userId}`, MAX_TRIES);
  const made = await make(ctx, input, file);
  if ('sentence' in made) return { kind: 'no-picture', sentence: made.sentence };
  const { printedName, title } = input;
  await ctx.db.transaction(async (tx) => {
    await lockOwnUser(tx, userId);
    const now = await findLatestSignatureOf(tx, userId);
    if (now && looksTheSame(now, made) && now.printedName === printedName && now.title === title) return;
    const signatureId = await insertSignature(tx, {
      ...made,
      userId,
      printedName,
      title,
      createdAt: ctx.clock.now(),
    });
    await record(tx, ctx, {
      action: 'signature.saved',
      subject: `user:${userId}`,
      details: { signatureId, kind: made.kind },
    });
  });
  return { kind: 'saved' };
}

async function make(
  ctx: Context,
  input: SignatureInput,
  file: Buffer | null,
): Promise<Signature | { sentence: string }> {
  if (input.kind === 'typed') return { kind: 'typed', typedText: input.typedText, picture: null };
  const { kind } = input;
  const given = kind === 'drawn' ? readDrawing(input.drawing) : file;
  if (given) {
    try {
      return { kind, typedText: null, picture: Buffer.from(await readInWorker(PICTURE, given, ctx)) };
    } catch (error) {
      if (isAppError(error) && error.code === 'invalid') return { sentence: error.sentence };
      throw error;
    }
  }
  const now = await findLatestSignatureOf(ctx.db, ctx.actor.userId);
  if (now?.kind === kind) return { kind, typedText: null, picture: now.picture };
  return {
    sentence:
      kind === 'drawn'
        ? 'Draw your signature in the box. If you can’t draw here, type it instead; it counts the same.'
        : 'Choose a picture of your signature.',
  };
}

function looksTheSame(now: Signature, made: Signature): boolean {
  const samePicture =
    now.picture === null || made.picture === null ? now.picture === made.picture : now.picture.equals(made.picture);
  return now.kind === made.kind && now.typedText === made.typedText && samePicture;
}
