import type { z } from 'zod';
import { listSessionRows } from '@/db/queries/conference-sessions';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getConference } from '@/lib/conferences/find-conference';
import { MAX_SESSIONS } from '@/lib/conferences/limits';
import { eventNotFound } from '@/lib/events/find-event';
import { type ManyReports, type manyReportsSchema, reportManyCounts } from '@/lib/events/report-many';
import type { Context } from '@/lib/platform/visit';

type Input = z.output<typeof manyReportsSchema> & { conferenceId: number };

/**
 * Records the counts of sessions of a conference with one save, each by the rules of `reportCertificates` (M9, M24).
 * @throws AppError `forbidden`, or `not_found` for another provider's conference or an event that is not its session; then
 *   nothing is recorded
 */
export async function recordConferenceCounts(ctx: Context, { conferenceId, rows }: Input): Promise<ManyReports> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.report', conference);
  const sessions = await listSessionRows(ctx.db, conferenceId, scopeOf(ctx.actor), MAX_SESSIONS);
  const ids = new Set(sessions.map(({ id }) => id));
  if (rows.some(({ eventId }) => !ids.has(eventId))) throw eventNotFound();
  return reportManyCounts(ctx, { rows });
}
