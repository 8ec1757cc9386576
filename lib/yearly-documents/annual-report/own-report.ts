import { listUncounted } from '@/db/queries/annual-report';
import { listCoursesWithoutInterim } from '@/db/queries/interim-counts';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { type ReportingYear, reportingYear } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';
import { type DocumentStatus, withoutNote, type YearsVisit, yearsOf } from '../list-years';
import { agreementState, readFacts } from './read-facts';
import { changesSince, missingFrom, type ReportFacts, readSignedFacts, type SignedFacts } from './report-facts';

/** More than this many events or courses are not named. */
const MAX_NAMED = 20;

export type OwnReport = {
  providerId: number;
  providerName: string;
  year: ReportingYear;
  report: DocumentStatus;
  agreement: DocumentStatus;
  /** As it would be signed now. */
  facts: ReportFacts;
  /** What is missing, as sentences. */
  missing: string[];
  /** The first of the events that have ended and have no count, oldest first. */
  uncounted: { id: number; title: string; endsOn: Day }[];
  /** The first of the always-open courses without a count up to June 30. */
  withoutInterim: { id: number; title: string }[];
  /** As it was signed in the product; null when it was not. */
  signed: SignedFacts | null;
  /** How the numbers have changed since then. */
  changes: string[];
  /** The latest one that was signed in the product and that the agency took back, with its reason; null: none, or it came again. */
  takenBack: { signedOn: Day; reason: string } | null;
  /** What a manager signs. */
  statement: string;
};

/**
 * Returns the annual report of the actor's provider for a reporting year, filled in from its events: what it has, what is
 * missing, and as it was signed (ARM 10.57.216).
 * @throws AppError `forbidden` for people who work for no provider, or `not_found` when no report is asked for
 */
export async function getOwnReport(ctx: Context, year: number): Promise<OwnReport> {
  authorize(ctx, 'provider.read');
  const { providerId, providerName } = getPlace(ctx.actor);
  const { report, agreement, takenBack } = await askedYear(ctx, providerId, year);
  const { db } = ctx;
  const today = ctx.clock.today();
  const { from, to } = reportingYear(year);
  const [facts, uncounted, withoutInterim, { reportStatement }] = await Promise.all([
    readFacts(db, { providerId, year, today, agreement: agreementState(agreement) }),
    listUncounted(db, { providerId, from, to, today, limit: MAX_NAMED }),
    listCoursesWithoutInterim(db, { providerId, asOf: to, limit: MAX_NAMED }),
    settingNow(ctx, 'yearly'),
  ]);
  const signed = readSignedFacts(report.received?.row.facts ?? null);
  return {
    providerId,
    providerName,
    year: reportingYear(year),
    report: withoutNote(report),
    agreement: withoutNote(agreement),
    facts,
    missing: missingFrom(facts),
    uncounted,
    withoutInterim,
    signed,
    changes: signed ? changesSince(signed.summary, facts.summary) : [],
    takenBack: report.received ? null : takenBack,
    statement: reportStatement,
  };
}

/**
 * Returns where the agreement and the report of a provider's year stand, and the report that was taken back last.
 * @throws AppError `not_found` when the agency asks for no report, and has none
 */
export async function askedYear(
  visit: YearsVisit,
  providerId: number,
  year: number,
): Promise<Record<'agreement' | 'report', DocumentStatus> & Pick<OwnReport, 'takenBack'>> {
  const { years, documents } = await yearsOf(visit, providerId);
  const found = years.find((each) => each.year === year);
  if (!found || (!found.report.received && found.report.dueOn === null)) {
    throw new AppError(
      'not_found',
      `The agency asks your organization for no annual report for ${reportingYear(year).label}. “Our information” lists what it asks for.`,
    );
  }
  const last = documents.find(
    ({ row }) => row.kind === 'report' && row.year === year && row.how === 'signed' && row.withdrawnReason !== null,
  )?.row;
  const takenBack = last ? { signedOn: last.receivedOn, reason: last.withdrawnReason! } : null;
  return { ...found, takenBack };
}
