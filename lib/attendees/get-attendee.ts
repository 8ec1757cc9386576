import { findAttendee, type RosterRow } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { ProviderEvent } from '@/lib/events/event';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { attendeeNotFound } from './attendee-id';
import { logReading } from './log-reading';

/**
 * Returns one person of an event's roster, with the event.
 * @throws AppError `not_found` or `forbidden`
 */
export async function getAttendee(
  ctx: Context,
  { eventId, attendeeId }: { eventId: number; attendeeId: number },
): Promise<{ event: ProviderEvent; attendee: RosterRow }> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  const attendee = await findAttendee(ctx.db, eventId, attendeeId, scopeOf(ctx.actor));
  if (!attendee) throw attendeeNotFound();
  await logReading(ctx, eventId);
  return { event, attendee };
}
