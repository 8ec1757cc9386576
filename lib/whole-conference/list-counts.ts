import { listSessionRows } from '@/db/queries/conference-sessions';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import { MAX_SESSIONS } from '@/lib/conferences/limits';
import { type CountToRecord, listCountsToRecord } from '@/lib/events/list-counts-to-record';
import type { Context } from '@/lib/platform/visit';

export type ConferenceCounts = { conference: Conference; counts: CountToRecord[]; more: boolean };

/**
 * Returns the sessions of a conference whose counts can be recorded now: those that are over and have none, and those
 * whose certificates changed since. The others have their count (M9, M14).
 * @throws AppError `not_found` or `forbidden`
 */
export async function listConferenceCounts(ctx: Context, conferenceId: number): Promise<ConferenceCounts> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.report', conference);
  const rows = await listSessionRows(ctx.db, conferenceId, scopeOf(ctx.actor), MAX_SESSIONS);
  const open = rows.filter(({ certificateCount, countDiffers }) => certificateCount === null || countDiffers);
  const { counts, more } = await listCountsToRecord(
    ctx,
    open.map(({ id }) => id),
  );
  // The page names the conference once.
  return { conference, counts: counts.map((count) => ({ ...count, conference: null })), more };
}
