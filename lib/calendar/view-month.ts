import { listCalendarRows } from '@/db/queries/calendar';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { Day } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { type DayEntry, entriesOf, firstDay, isDueNow, lastDay, type Month } from './rules';

/** More than a month of any provider has, so that a page stays readable. */
export const MAX_EVENTS = 400;

/** An event as the calendar shows it. */
export type CalendarEvent = {
  id: number;
  title: string;
  startsOn: Day;
  endsOn: Day;
  startsAt: string | null;
  place: string;
  certificateCount: number | null;
  canceledAt: Date | null;
  /** Whether it has ended without a count. */
  dueNow: boolean;
};

export type CalendarMonth = {
  month: Month;
  today: Day;
  days: Map<Day, DayEntry<CalendarEvent>[]>;
  /** Whether there are more events than a calendar shows. */
  more: boolean;
};

/**
 * Returns what a provider's calendar has in a month: its events, and the days on which counts are due (M9).
 * @throws AppError `forbidden`
 */
export async function viewMonth(ctx: Context, month: Month): Promise<CalendarMonth> {
  authorize(ctx, 'provider.read');
  const today = ctx.clock.today();
  const rows = await listCalendarRows(ctx.db, scopeOf(ctx.actor), {
    // The count of an event that ended on the day before is due on the first.
    first: addDays(firstDay(month), -1),
    last: lastDay(month),
    limit: MAX_EVENTS + 1,
  });
  const events = rows.slice(0, MAX_EVENTS).map(({ locationKind, city, state, ...event }) => ({
    ...event,
    place: locationKind === 'online' ? 'Online' : `${city}, ${state}`,
    dueNow: isDueNow(event, today),
  }));
  return { month, today, days: entriesOf(month, events), more: rows.length > MAX_EVENTS };
}
