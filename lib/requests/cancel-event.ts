import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { lockRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import type { ProviderEvent } from '@/lib/events/event';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { notifyProviderOfEvent } from '@/lib/events/notify-provider';
import { stampOf } from '@/lib/events/rules';
import { writeCancellation } from '@/lib/events/write-cancellation';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { revokeIssued } from './issued-certificates';

export const cancelEventSchema = z.object({
  /** The reason, which the provider reads. */
  reason: paragraphsOfText({ label: 'The reason', max: 500 }),
  /** The event as the person saw it, with what depends on it. */
  saw: z.string().max(100),
  /** What becomes of the certificates that were issued before. */
  certificates: z.enum(['leave', 'revoke'], 'Choose what to do with the certificates.').optional(),
});

type Input = z.output<typeof cancelEventSchema> & { eventId: number };

/**
 * `moved` means that the event, its certificates or its count changed after the person opened the page, and nothing was
 * done.
 */
export type CancelResult = { kind: 'canceled' } | { kind: 'moved' };

/**
 * Returns the event to cancel, and what the form sends back as what the person saw.
 * @throws AppError `not_found` or `forbidden`
 */
export async function cancelEventForm(ctx: Context, eventId: number): Promise<{ event: ProviderEvent; saw: string }> {
  authorize(ctx, 'event.cancel');
  const event = await getEvent(ctx, eventId);
  return { event, saw: stampOf(event) };
}

/**
 * Cancels an event of any provider, before or after it ended (M19). Nothing is deleted: the event no longer appears in
 * lists and due counts, and it can be restored. If staff choose so, all of its certificates are revoked in a run that begins
 * here. Its provider gets an email. Canceling twice cancels once.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when certificates are being revoked already
 */
export async function cancelEvent(ctx: Context, { eventId, reason, saw, certificates }: Input): Promise<CancelResult> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'event.cancel');
    await lockRoster(tx, eventId, 'every-provider');
    const event = await lockEvent(tx, eventId, 'every-provider');
    if (!event) throw eventNotFound();
    if (event.canceledAt) return { kind: 'canceled' };
    if (stampOf(event) !== saw) return { kind: 'moved' };
    await writeCancellation(tx, ctx, { eventId, reason, requestId: null });
    const why = `The event was canceled. ${reason}`;
    const requestKey = crypto.randomUUID();
    const issued =
      certificates === 'revoke' ? await revokeIssued(tx, ctx, { eventId, requestKey, reason: why }) : undefined;
    const canceled = await getEvent({ actor: ctx.actor, db: tx }, eventId);
    await notifyProviderOfEvent(tx, ctx, canceled, { kind: 'canceled', reason, issued });
    return { kind: 'canceled' };
  });
}
