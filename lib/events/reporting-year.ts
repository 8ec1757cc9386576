import type { Day } from '@/lib/platform/clock';

/** A reporting year: 1 July to 30 June (DOMAIN, "Reporting year"; choice, from the older rule). */
export type ReportingYear = {
  /** The calendar year in which it begins. */
  start: number;
  from: Day;
  to: Day;
  /** Such as "2026–27". */
  label: string;
  /** Its months in order, each as `2026-07`. */
  months: string[];
};

const FIRST_MONTH = 7;

/** Returns the reporting year that a day is in. */
export function reportingYearOf(day: Day): ReportingYear {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return reportingYear(month >= FIRST_MONTH ? year : year - 1);
}

/** Returns the reporting year that begins in July of a calendar year. */
export function reportingYear(start: number): ReportingYear {
  const next = start + 1;
  return {
    start,
    from: `${start}-07-01`,
    to: `${next}-06-30`,
    label: `${start}–${String(next).slice(2)}`,
    months: Array.from({ length: 12 }, (_, index) => {
      const month = ((index + FIRST_MONTH - 1) % 12) + 1;
      return `${month >= FIRST_MONTH ? start : next}-${String(month).padStart(2, '0')}`;
    }),
  };
}
