import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { findLatestSignatureOf, insertEventSigning, listEventSignings } from '@/db/queries/signing';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { isSignedSo } from './rules';

export const signEventSchema = z.object({
  /** What the person saw on the page: the signature, and the event as it was then. */
  signatureId: recordId,
  eventVersion: recordId,
  verified: z.literal('yes', 'Tick the box to verify it. If you cannot, leave the line for ink.'),
});

type Input = Pick<z.output<typeof signEventSchema>, 'signatureId' | 'eventVersion'> & { eventId: number };

/**
 * Signs the certificates of an event (M12): those that are made from now on carry this person's own signature in
 * Section IV; those that are given out already stay as they are. A form sent twice signs once.
 * @throws AppError `not_found`, `forbidden`, `invalid` without a signature, or `conflict` when the event or the
 *   signature is not any more what the person saw
 */
export async function signEvent(ctx: Context, { eventId, signatureId, eventVersion }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { event, signing } = await lockToSign(tx, ctx, eventId);
    const signature = await findLatestSignatureOf(tx, ctx.actor.userId);
    if (!signature) throw new AppError('invalid', 'You keep no signature yet. Make one first, then sign.');
    if (signature.id !== signatureId) {
      throw new AppError('conflict', 'Your signature was changed meanwhile. Open this page again, look, then sign.');
    }
    if (event.version !== eventVersion) {
      throw new AppError(
        'conflict',
        'The event was edited meanwhile. Open this page again and look at the certificate, then sign.',
      );
    }
    if (isSignedSo(signing, event, signatureId, ctx.clock.today())) return;
    await insertEventSigning(tx, { eventId, signatureId, signedBy: ctx.actor.userId, signedAt: ctx.clock.now() });
    await record(tx, ctx, {
      action: 'event.signed',
      subject: `event:${eventId}`,
      details: { signatureId, eventVersion },
    });
  });
}

/**
 * Leaves the line of Section IV for ink on certificates that are made from now on, as it is before anybody signs.
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

async function lockToSign(tx: Transaction, { actor }: Context, eventId: number) {
  const event = await lockEvent(tx, eventId, scopeOf(actor));
  if (!event) throw eventNotFound();
  authoriseEventChange(actor);
  const [signing] = await listEventSignings(tx, eventId, { most: 1 });
  return { event, signing };
}
