import type { Queryable } from '@/db/client';
import { type NumbersRow, sumByMonth } from '@/db/queries/event-numbers';
import type { Scope } from '@/lib/access/scope';
import type { Day } from '@/lib/platform/clock';
import type { ReportingYear } from './reporting-year';
import { unitsOf } from './rules';

/** The numbers of all events of a year. */
export type YearTotal = {
  events: number;
  /** The PDUs offered: the sum of the events' own. */
  units: string;
  certificates: number;
  countsDue: number;
};

/**
 * Returns the numbers of a reporting year as one sum. An event belongs to the year of its end date; canceled events do not
 * count. The caller has decided whether the actor may read them.
 */
export async function yearTotal(
  db: Queryable,
  scope: Scope,
  { from, to, today }: Pick<ReportingYear, 'from' | 'to'> & { today: Day },
): Promise<YearTotal> {
  return totalOf(await sumByMonth(db, scope, { from, to, today }));
}

/** Adds up the numbers of months. */
export function totalOf(rows: NumbersRow[]): YearTotal {
  const sum = (of: (row: NumbersRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  // Whole hundredths, because sums of decimals are not exact in binary.
  const hundredths = sum(({ hours }) => Math.round(Number(hours) * 100));
  return {
    events: sum(({ events }) => events),
    units: unitsOf((hundredths / 100).toFixed(2)),
    certificates: sum(({ certificates }) => certificates),
    countsDue: sum(({ countsDue }) => countsDue),
  };
}
