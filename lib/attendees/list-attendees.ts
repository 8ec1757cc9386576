import { countRoster, listRoster, type RosterCounts, type RosterRow } from '@/db/queries/roster';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { type RosterQuery, rosterFilter } from './roster-query';

export type ListedAttendee = RosterRow;

export const PAGE_SIZE = 50;

/**
 * A page of an event's roster with its event and its counts, for its provider and for staff.
 * @throws AppError `not_found`
 */
export async function listAttendees(ctx: Context, eventId: number, query: RosterQuery) {
  const event = await getEvent(ctx, eventId);
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
  // People were added or removed since: the page before this one is the first, and that one is shown whole.
  if (back && !more) return pageOf(ctx, eventId, { ...query, position: null });
  const attendees = rows.slice(0, PAGE_SIZE);
  if (back) attendees.reverse();
  const at = (side: 'after' | 'before', row: RosterRow | undefined): RosterQuery | null =>
    row ? { ...query, position: { side, id: row.id } } : null;
  return {
    attendees,
    next: back || more ? at('after', attendees.at(-1)) : null,
    previous: position ? (at('before', attendees[0]) ?? { ...query, position: null }) : null,
  };
}
