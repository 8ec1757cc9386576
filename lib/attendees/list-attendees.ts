import { type LatestResult, listLatestResults } from '@/db/queries/attendance';
import { listUnreached } from '@/db/queries/returned-mails';
import { countRoster, listRoster, type RosterCounts, type RosterRow } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { turnTo } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { logReading } from './log-reading';
import { type RosterQuery, rosterFilter } from './roster-query';

/** A person on the roster, with the result of their attendance when it was last saved. */
export type ListedAttendee = RosterRow & {
  attendance: Pick<LatestResult, 'units' | 'reason'> | null;
  /** Whether the latest email with their certificate came back. */
  isUnreached: boolean;
};

export const PAGE_SIZE = 50;

/**
 * Returns a page of an event's roster, with the event and its counts, for its provider and for staff.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listAttendees(ctx: Context, eventId: number, query: RosterQuery) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const [counts, unreached, page] = await Promise.all([
    countRoster(ctx.db, eventId),
    listUnreached(ctx.db, eventId),
    pageOf(ctx, eventId, query),
  ]);
  const attendees = page.attendees.map((row) => ({ ...row, isUnreached: unreached.attendeeIds.has(row.id) }));
  return { event, counts, unreached: unreached.people, ...page, attendees };
}

type RosterPage = {
  attendees: Omit<ListedAttendee, 'isUnreached'>[];
  next: RosterQuery | null;
  previous: RosterQuery | null;
};

export type { RosterCounts };

async function pageOf(ctx: Context, eventId: number, query: RosterQuery): Promise<RosterPage> {
  const filter = rosterFilter(query);
  const { rows, next, previous } = await turnTo<{ id: number }, RosterQuery, RosterRow>(query, {
    size: PAGE_SIZE,
    read: (position, limit) => listRoster(ctx.db, eventId, { filter, position, limit }),
    keyOf: ({ id }) => ({ id }),
  });
  const results = await listLatestResults(
    ctx.db,
    eventId,
    rows.map(({ id }) => id),
  );
  const resultOf = new Map(results.map((each) => [each.attendeeId, each]));
  return { attendees: rows.map((row) => ({ ...row, attendance: resultOf.get(row.id) ?? null })), next, previous };
}
