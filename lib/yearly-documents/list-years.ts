import type { Queryable } from '@/db/client';
import { listDocumentsAsked, listYearlyDocuments } from '@/db/queries/yearly-documents';
import { reportingYearOf } from '@/lib/events/reporting-year';
import type { Clock, Day } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';
import { YEARLY_DEFAULTS } from '@/lib/settings/yearly-defaults';
import type { DocumentKind } from './rules';

/** More than a provider sends in twenty years, with corrections; the limit only bounds the page. */
const MAX_DOCUMENTS = 200;
/** From how many days before a due day on the next reporting year is shown, too. */
const SHOWN_BEFORE_DUE = 60;

/** A document that was received, with who recorded it and who withdrew it. */
export type YearlyDocument = Awaited<ReturnType<typeof listYearlyDocuments>>[number];

/** Where a document stands: until when it is due, if the provider is asked for it, and what was received. */
export type DocumentStatus = { dueOn: Day | null; received: YearlyDocument | null };

/** What reading the years needs; `db` can be a transaction. */
export type YearsVisit = { db: Queryable; clock: Clock };

export type YearOfDocuments = { year: number } & Record<DocumentKind, DocumentStatus>;

/**
 * Returns the reporting years of a provider, the latest first: those for which it is asked for something, and those for which
 * something was received. The caller has decided whether the actor may read it.
 */
export async function yearsOf(
  { db, clock }: YearsVisit,
  providerId: number,
): Promise<{ years: YearOfDocuments[]; documents: YearlyDocument[] }> {
  const today = clock.today();
  const askedFor = (kind: DocumentKind) =>
    listDocumentsAsked(db, { providerId, kind, today, defaults: YEARLY_DEFAULTS });
  const [agreement, report, documents] = await Promise.all([
    askedFor('agreement'),
    askedFor('report'),
    listYearlyDocuments(db, providerId, MAX_DOCUMENTS),
  ]);
  const asked = { agreement, report };
  const { start: current } = reportingYearOf(today);
  const shown = [...agreement, ...report].filter(
    ({ year, dueOn }) => year <= current || dueOn <= addDays(today, SHOWN_BEFORE_DUE),
  );
  const statusOf = (kind: DocumentKind, year: number): DocumentStatus => ({
    dueOn: asked[kind].find((each) => each.year === year)?.dueOn ?? null,
    received: documents.find(({ row }) => row.kind === kind && row.year === year && row.withdrawnAt === null) ?? null,
  });
  const years = new Set([...shown.map(({ year }) => year), ...documents.map(({ row }) => row.year)]);
  return {
    years: [...years]
      .sort((a, b) => b - a)
      .map((year) => ({ year, agreement: statusOf('agreement', year), report: statusOf('report', year) })),
    documents,
  };
}

/** Returns where a document stands as its provider sees it: what staff noted about it is for staff. */
export function withoutNote({ dueOn, received }: DocumentStatus): DocumentStatus {
  return { dueOn, received: received && { ...received, row: { ...received.row, note: null } } };
}
