import type { Transaction } from '@/db/client';
import { insertCancellation } from '@/db/queries/cancellations';
import { pauseRunsOfEvent } from '@/db/queries/issuing-runs';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';

type Cancellation = { eventId: number; reason: string; requestId: number | null };

/**
 * Cancels an event with all its consequences, and records it. The caller has locked the event, and has decided whether the
 * actor may cancel it. Certificates that were issued before stay valid.
 */
export async function writeCancellation(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  { eventId, reason, requestId }: Cancellation,
): Promise<void> {
  const { userId } = ctx.actor;
  await insertCancellation(tx, { eventId, kind: 'canceled', by: userId, at: ctx.clock.now(), reason, requestId });
  await pauseRunsOfEvent(tx, eventId, 'The event was canceled.');
  await record(tx, ctx, {
    action: 'event.canceled',
    subject: `event:${eventId}`,
    // What the provider wrote is in its request.
    details: requestId === null ? { reason } : { requestId },
  });
}
