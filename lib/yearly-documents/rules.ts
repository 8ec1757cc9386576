import { reportingYear, reportingYearOf } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import { addDays, addYears, formatDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';

/** What a provider owes the agency for a reporting year, by a name that is stored and never changes. */
export const DOCUMENT_KINDS = ['agreement', 'report'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_WORDS: Record<DocumentKind, string> = {
  agreement: 'Yearly agreement',
  report: 'Annual report',
};

/** How a document can come to the agency, besides a signature in the product. */
export const WAYS = { email: 'By email', mail: 'By mail', in_person: 'In person' } as const;
export type Way = keyof typeof WAYS;

/** What an annual report has to have (ARM 10.57.216). */
export const REPORT_CONTENTS = [
  'title and brief description of each event',
  'dates and locations',
  'program schedule',
  'names and number of participants',
] as const;

const EARLIEST_YEAR = 2000;

/**
 * Returns why a document of a reporting year can't exist yet, or null. The agreement can come in the year before, the report
 * during its year, when a provider ends its work.
 */
export function whyNoSuchYear(kind: DocumentKind, year: number, today: Day): string | null {
  const latest = reportingYearOf(today).start + (kind === 'agreement' ? 1 : 0);
  return year >= EARLIEST_YEAR && year <= latest ? null : 'That reporting year has not begun, or is too long ago.';
}

/** Returns why a document can't have been received on a day, or null. */
export function whyNotReceivedOn(kind: DocumentKind, year: number, { day, today }: { day: Day; today: Day }) {
  if (day > today) return 'Enter today or an earlier day. What has not come yet can’t be recorded.';
  const { from } = reportingYear(year);
  const earliest = kind === 'agreement' ? addYears(from, -1) : from;
  return day < earliest ? `Enter ${formatDay(earliest)} or a later day.` : null;
}

/** Returns why the report of a reporting year can't be signed yet, or null: it covers all of the year. */
export function whyNotSignable({ to }: { to: Day }, today: Day): string | null {
  return today > to
    ? null
    : `A manager can sign this report from ${formatDay(addDays(to, 1))} on, after the reporting year.`;
}

/**
 * Reads the kind and the reporting year from an address.
 * @throws AppError `not_found`
 */
export function parseDocument(kind: string, year: string): { kind: DocumentKind; year: number } {
  const known = DOCUMENT_KINDS.find((each) => each === kind);
  if (!known || !/^2[01]\d\d$/.test(year)) throw noSuchDocument();
  return { kind: known, year: Number(year) };
}

export function noSuchDocument(): AppError {
  return new AppError('not_found', 'There is no such document. Check the address.');
}
