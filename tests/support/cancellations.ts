import { restoreEvent } from '@/lib/events/restore-event';
import type { Context } from '@/lib/platform/visit';
import { cancelEvent, cancelEventForm } from '@/lib/requests/cancel-event';

/** Cancels an event as a member of staff who just looked at it. */
export async function canceled(staff: Context, eventId: number, reason = 'Not enough people signed up.') {
  const { saw } = await cancelEventForm(staff, eventId);
  const result = await cancelEvent(staff, { eventId, reason, saw });
  if (result.kind !== 'canceled') throw new Error('the event changed meanwhile');
}

export async function restored(staff: Context, eventId: number, reason = 'It took place after all.') {
  await restoreEvent(staff, { eventId, reason });
}
