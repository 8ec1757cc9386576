import { type LatestResult, listLatestResults } from '@/db/queries/attendance';
import { countRoster, listRoster, type RosterCounts, type RosterRow } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { logReading } from './log-reading';
import { type RosterQuery, rosterFilter } from './roster-query';

/** A person on the roster, with the result of their attendance when it was last saved. */
export type ListedAttendee = RosterRow & { attendance: Pick<LatestResult, 'units' | 'reason'> | null };

export const PAGE_SIZE = 50;

/**
 * Returns a page of an event's roster, with the event and its counts, for its provider and for staff.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listAttendees(ctx: Context, eventId: number, query: RosterQuery) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const [counts, page] = await Promise.all([countRoster(ctx.db, eventId), pageOf(ctx, eventId, query)]);
  return { event, counts, ...page };
}

export type RosterPage = { attendees: ListedAttendee[]; next: RosterQuery | null; previous: RosterQuery | null };

export type { RosterCounts };

async function pageOf(ctx: Context, eventId: number, query: RosterQuery): Promise<RosterPage> {
  const { position } = query;
  const back = position?.side === 'before';
  const rows = await listRoster(ctx.db, eventId, { filter: rosterFilter(query), position, limit: PAGE_SIZE + 1 });
  const more = rows.length > PAGE_SIZE;
  // People were added or removed in the meantime, so the previous page is the first one, which is shown in full.
  if (back && !more) return pageOf(ctx, eventId, { ...query, position: null });
  const listed = rows.slice(0, PAGE_SIZE);
  const results = await listLatestResults(
    ctx.db,
    eventId,
    listed.map(({ id }) => id),
  );
  const resultOf = new Map(results.map((each) => [each.attendeeId, each]));
  const attendees = listed.map((row) => ({ ...row, attendance: resultOf.get(row.id) ?? null }));
  if (back) attendees.reverse();
  const at = (side: 'after' | 'before', row: RosterRow | undefined): RosterQuery | null =>
    row ? { ...query, position: { side, id: row.id } } : null;
  return {
    attendees,
    next: back || more ? at('after', attendees.at(-1)) : null,
    previous: position ? (at('before', attendees[0]) ?? { ...query, position: null }) : null,
  };
}
