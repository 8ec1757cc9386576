import { z } from 'zod';
import { listSessionsWithCheckIns } from '@/db/queries/conference-attendance';
import { listConferenceSessions } from '@/db/queries/conference-roster';
import { authorize } from '@/lib/access/authorize';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { type AttendanceRule, stretchesOfSessions } from '@/lib/attendees/attendance/session-times';
import { getConference } from '@/lib/conferences/find-conference';
import { titleWithinConference } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import type { Context } from '@/lib/platform/visit';
import { rulesOfSessions } from './session-rules';

export const countSessionsSchema = z.object({});

/** The sessions whose check-ins were not counted yet: those that are over, and those that nobody knows the times of. */
export type SessionsToCount = {
  ready: { id: number; rule: AttendanceRule }[];
  withoutTimes: { id: number; title: string }[];
};

/**
 * Lists the sessions of a conference with check-ins that were not counted yet. A session that was counted stays as it is: its
 * Attendance page counts it again.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listSessionsToCount(ctx: Context, conferenceId: number): Promise<SessionsToCount> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.change', conference);
  const withCheckIns = new Set(await listSessionsWithCheckIns(ctx.db, conferenceId));
  const ruleOf = await rulesOfSessions(ctx.db, conferenceId);
  const now = ctx.clock.now().getTime();
  const found: SessionsToCount = { ready: [], withoutTimes: [] };
  for (const session of await listConferenceSessions(ctx.db, conferenceId)) {
    const { id, title, canceledAt } = session;
    const { rule, wasCounted } = ruleOf(session);
    if (canceledAt !== null || wasCounted || !withCheckIns.has(id)) continue;
    if (!rule) found.withoutTimes.push({ id, title: titleWithinConference({ title, conference: conference.name }) });
    else if (stretchesOfSessions(rule).every(([, end]) => end <= now)) found.ready.push({ id, rule });
  }
  return found;
}

/**
 * Counts the attendance of each session that is over and has check-ins, by its own start and end: in one transaction a session,
 * by the rules of its Attendance page.
 * @throws AppError `not_found`, `forbidden`, `invalid` when no session is ready, `conflict`, or `too_many` or `unavailable`
 */
export async function countSessions(ctx: Context, conferenceId: number): Promise<{ sessions: number; people: number }> {
  const { ready } = await listSessionsToCount(ctx, conferenceId);
  if (ready.length === 0) {
    throw new AppError('invalid', 'There is nothing to count: no session that is over has check-ins to count.');
  }
  let people = 0;
  for (const [index, { id: eventId, rule }] of ready.entries()) {
    noteProgress(ctx, 'Counting the attendance', index, ready.length);
    const choice = { uploadIds: [], zone: 'America/Denver' as const, days: {}, readings: {}, rule };
    people += (await saveAttendance(ctx, { eventId, choice, who: 'all', people: [] })).people;
  }
  return { sessions: ready.length, people };
}
