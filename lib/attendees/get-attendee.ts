import { findAttendee, type RosterRow } from '@/db/queries/roster';
import type { ProviderEvent } from '@/lib/events/event';
import { getEvent } from '@/lib/events/find-event';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { attendeeNotFound } from './attendee-id';

/**
 * One person of an event's roster, with the event.
 * @throws AppError `not_found`
 */
export async function getAttendee(
  ctx: Context,
  { eventId, attendeeId }: { eventId: number; attendeeId: number },
): Promise<{ event: ProviderEvent; attendee: RosterRow }> {
  const event = await getEvent(ctx, eventId);
  const attendee = await findAttendee(ctx.db, eventId, attendeeId, scopeOf(ctx.actor));
  if (!attendee) throw attendeeNotFound();
  return { event, attendee };
}
