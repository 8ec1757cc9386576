import { findLatestRule, listFactsOf, listFiles, listLatestResults } from '@/db/queries/attendance';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { getAttendee } from '../get-attendee';

/**
 * Returns what is on record about an event's attendance: its times, its reports, and how many people have a result.
 * @throws AppError `not_found` or `forbidden`
 */
export async function getAttendance(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  const [rule, files, results] = [
    await findLatestRule(ctx.db, eventId),
    await listFiles(ctx.db, eventId),
    await listLatestResults(ctx.db, eventId, 'everybody'),
  ];
  return { event, rule, files, people: results.length };
}

/**
 * Returns one person's attendance: the result, and the facts behind it.
 * @throws AppError `not_found` or `forbidden`
 */
export async function getAttendanceOf(ctx: Context, ids: { eventId: number; attendeeId: number }) {
  const { event, attendee } = await getAttendee(ctx, ids);
  authorize(ctx, 'roster.read', event);
  const [result] = await listLatestResults(ctx.db, ids.eventId, [ids.attendeeId]);
  return {
    attendee,
    result: result ?? null,
    facts: await listFactsOf(ctx.db, ids.eventId, ids.attendeeId),
    hasRule: (await findLatestRule(ctx.db, ids.eventId)) !== null,
  };
}
