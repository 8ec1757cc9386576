import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { findLatestSignatureOf, insertEventSigning, listEventSignings } from '@/db/queries/signing';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';
import { recordId } from '@/lib/users/record-id';
import { isSignedWith } from './rules';

/** Why a person signs now, and where they go on. */
export const AFTER_SIGNING = ['issue', 'reissue', 'share'] as const;
export type AfterSigning = (typeof AFTER_SIGNING)[number];

export const signEventSchema = z.object({
  /** What the person saw on the page: the signature, the version of the event, and the statement. */
  signatureId: recordId,
  eventVersion: recordId,
  statement: z.string('Open the page again, then sign.'),
  verified: z.literal('yes', 'Check the box to verify it. If you can’t, leave the certificate to be signed by hand.'),
  /** The page to show next. */
  next: z.enum(AFTER_SIGNING).optional(),
});

type Input = Pick<z.output<typeof signEventSchema>, 'signatureId' | 'eventVersion' | 'statement'> & { eventId: number };

/**
 * Signs the certificates of an event (M12): those made from now on have this person's own signature in Section IV, and
 * those already issued do not change. A form sent twice signs once.
 * @throws AppError `not_found`, `forbidden`, `invalid` without a signature, or `conflict` when the event or the
 * signature is no longer what the person saw
 */
export async function signEvent(ctx: Context, { eventId, signatureId, eventVersion, statement }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { event, signing } = await lockToSign(tx, ctx, eventId);
    const signature = await findLatestSignatureOf(tx, ctx.actor.userId);
    if (!signature) throw new AppError('invalid', 'You have not set up a signature. Set it up first, then sign.');
    if (signature.id !== signatureId) {
      throw new AppError('conflict', 'Your signature has changed. Open this page again, review it, then sign.');
    }
    if (event.version !== eventVersion) {
      throw new AppError(
        'conflict',
        'The event has been edited. Open this page again, review the certificate, then sign.',
      );
    }
    await refuseOtherStatement(tx, ctx, statement);
    if (isSignedWith(signing, event, { signatureId, statement }, ctx.clock.today())) return;
    await insertEventSigning(tx, {
      eventId,
      signatureId,
      statement,
      signedBy: ctx.actor.userId,
      signedAt: ctx.clock.now(),
    });
    await record(tx, ctx, {
      action: 'event.signed',
      subject: `event:${eventId}`,
      details: { signatureId, eventVersion },
    });
  });
}

/**
 * Leaves the signature line of Section IV blank for ink on certificates made from now on, as it is before anybody
 * signs.
 * @throws AppError `not_found` or `forbidden`
 */
export async function leaveForInk(ctx: Context, { eventId }: { eventId: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { signing } = await lockToSign(tx, ctx, eventId);
    if (!signing?.signatureId) return;
    await insertEventSigning(tx, { eventId, signatureId: null, signedBy: ctx.actor.userId, signedAt: ctx.clock.now() });
    await record(tx, ctx, {
      action: 'event.left_for_ink',
      subject: `event:${eventId}`,
      details: { signatureId: signing.signatureId },
    });
  });
}

/**
 * The statement on the form is the one that is printed, or the person would verify another one.
 * @throws AppError `conflict`
 */
export async function refuseOtherStatement(tx: Transaction, ctx: Context, statement: string): Promise<void> {
  const { providerStatement } = await settingNow(ctx, 'statements', tx);
  if (statement === providerStatement) return;
  throw new AppError('conflict', 'The statement has changed. Open this page again, read it, then sign.');
}

async function lockToSign(tx: Transaction, ctx: Context, eventId: number) {
  const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
  if (!event) throw eventNotFound();
  authorize(ctx, 'event.sign', event);
  refuseCanceled(event);
  const [signing] = await listEventSignings(tx, eventId, { most: 1 });
  return { event, signing };
}
