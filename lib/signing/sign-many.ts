import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { findLatestSignatureOf, insertEventSigning, listEventSignings, listUnsignedEvents } from '@/db/queries/signing';
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
import { refuseOtherStatement } from './sign-event';

/** The most events that one page offers and one transaction signs. */
const MAX_EVENTS = 300;

/**
 * Returns the provider's unsigned events, newest first: all of them, or the sessions of one conference.
 * @throws AppError `forbidden`
 */
export async function listEventsToSign(ctx: Context, conferenceId: number | null) {
  authorize(ctx, 'event.sign');
  const rows = await listUnsignedEvents(ctx.db, scopeOf(ctx.actor), { conferenceId, limit: MAX_EVENTS + 1 });
  const { providerStatement: statement } = await settingNow(ctx, 'statements');
  return { events: rows.slice(0, MAX_EVENTS), more: rows.length > MAX_EVENTS, statement };
}

export type EventToSign = Awaited<ReturnType<typeof listEventsToSign>>['events'][number];

export const signManySchema = z.object({
  /** Each event with the version that the person saw: "12:3". */
  events: z
    .array(z.string().regex(/^[1-9]\d{0,14}:[1-9]\d{0,8}$/, 'Open the page again, then sign.'))
    .max(MAX_EVENTS)
    .default([])
    .transform((texts) => texts.map((text) => text.split(':').map(Number) as [number, number]))
    .refine((events) => events.length > 0, 'Choose at least one event.'),
  signatureId: recordId,
  statement: z.string('Open the page again, then sign.'),
  verified: z.literal('yes', 'Check the box to verify it. If you can’t, leave the certificates to be signed by hand.'),
  /** The conference whose page to show next. */
  conference: recordId.optional().catch(undefined),
});

type Input = Pick<z.output<typeof signManySchema>, 'events' | 'signatureId' | 'statement'>;

/**
 * Signs the certificates of several events at once, each as `signEvent` does, or none of them (M12).
 * @returns how many are signed now
 * @throws AppError `not_found`, `forbidden`, `invalid` without a signature, or `conflict` when an event or the
 * signature is no longer what the person saw
 */
export async function signMany(ctx: Context, { events, signatureId, statement }: Input): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'event.sign');
    const signature = await findLatestSignatureOf(tx, ctx.actor.userId);
    if (!signature) throw new AppError('invalid', 'You have not set up a signature. Set it up first, then sign.');
    if (signature.id !== signatureId) {
      throw new AppError('conflict', 'Your signature has changed. Open this page again, review it, then sign.');
    }
    await refuseOtherStatement(tx, ctx, statement);
    // The order is always the same, so that two people who sign at once do not deadlock.
    const inOrder = [...new Map(events)].sort(([a], [b]) => a - b);
    for (const [eventId, eventVersion] of inOrder) {
      const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
      if (!event) throw eventNotFound();
      authorize(ctx, 'event.sign', event);
      refuseCanceled(event);
      if (event.version !== eventVersion) {
        throw new AppError(
          'conflict',
          `Event ${eventId} has been edited. No event was signed. Open this page again, review the events, then sign.`,
        );
      }
      const [signing] = await listEventSignings(tx, eventId, { most: 1 });
      if (isSignedWith(signing, event, { signatureId, statement }, ctx.clock.today())) continue;
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
    }
    return inOrder.length;
  });
}
