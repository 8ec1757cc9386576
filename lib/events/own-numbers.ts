import { type NumbersRow, sumByCategory, sumByMonth } from '@/db/queries/event-numbers';
import { authorize } from '@/lib/access/authorize';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { formatMonth } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { type ReportingYear, reportingYear, reportingYearOf } from './reporting-year';
import { unitsOf } from './rules';
import { totalOf } from './year-total';

/** A line of the numbers: of a month, a category, or all events. */
export type Numbers = {
  label: string;
  events: number;
  /** The PDUs offered: the sum of the events' own. */
  units: string;
  certificates: number;
  countsDue: number;
};

export type OwnNumbers = {
  providerName: string;
  year: ReportingYear;
  /** Whether the year is the one that today is in. */
  isCurrent: boolean;
  all: Numbers;
  months: Numbers[];
  /** An event of two categories counts in both. */
  categories: Numbers[];
};

/** The first reporting year that can be asked for (choice): PDUPS has no events before it. */
export const EARLIEST = 2000;

/**
 * Returns a provider's events, PDUs, certificates and counts due of a reporting year, by month and category. An event
 * belongs to the year of its end date; canceled events do not count.
 * @param start the calendar year in which the reporting year begins; null or one that cannot be for the current one
 * @throws AppError `forbidden`
 */
export async function ownNumbers(ctx: Context, start: number | null): Promise<OwnNumbers> {
  authorize(ctx, 'event.numbers');
  const today = ctx.clock.today();
  const current = reportingYearOf(today);
  const year = start !== null && start >= EARLIEST && start <= current.start ? reportingYear(start) : current;
  const request = { from: year.from, to: year.to, today };
  const scope = scopeOf(ctx.actor);
  const [byMonth, byCategory] = await Promise.all([
    sumByMonth(ctx.db, scope, request),
    sumByCategory(ctx.db, scope, request),
  ]);
  const months = new Map(byMonth.map((row) => [row.group, row]));
  return {
    providerName: placeOf(ctx.actor)!.providerName,
    year,
    isCurrent: year.start === current.start,
    all: { label: 'Whole year', ...totalOf(byMonth) },
    months: year.months.map((month) => {
      const row = months.get(month);
      return row ? numbersOf(row, formatMonth(`${month}-01`)) : { ...NOTHING, label: formatMonth(`${month}-01`) };
    }),
    categories: byCategory.map((row) => numbersOf(row, row.group)),
  };
}

const NOTHING = { events: 0, units: '0', certificates: 0, countsDue: 0 };

function numbersOf({ events, hours, certificates, countsDue }: NumbersRow, label: string): Numbers {
  return { label, events, units: unitsOf(hours), certificates, countsDue };
}
