import { type ListingPosition, listReportedEvents, type ReportedEvent } from '@/db/queries/annual-report';
import { findProvider } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { exported } from '@/lib/events/fields';
import { type ReportingYear, reportingYear } from '@/lib/events/reporting-year';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import { cursor, DAY, ID } from '@/lib/platform/lists/cursor';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { noSuchDocument, whyNoSuchYear } from '../rules';
import { askedYear } from './own-report';
import { scheduleOf } from './schedule';

const PAGE = 50;
const BATCH = 500;

export type { ReportedEvent };

/** Whose events of which reporting year: those of the actor's own provider, or for staff, those of any. */
export type Listing = { year: number; providerId: number | 'own' };

export const listingPosition = cursor<ListingPosition>({ endsOn: DAY, id: ID });

export type ListedForReport = {
  providerName: string;
  year: ReportingYear;
  events: ReportedEvent[];
  /** Where the next page begins, for its address. */
  next: string | null;
};

/**
 * Returns a page of the events of an annual report, with what ARM 10.57.216 asks for: title, description, dates, location,
 * program schedule, and the number of participants. Their names are on the rosters, and nowhere in it.
 * @throws AppError `forbidden` or `not_found`
 */
export async function listReportEvents(
  ctx: Context,
  listing: Listing,
  after: ListingPosition | null,
): Promise<ListedForReport> {
  const { providerId, providerName } = await whose(ctx, listing);
  const year = reportingYear(listing.year);
  const rows = await listReportedEvents(ctx.db, { providerId, from: year.from, to: year.to, after, limit: PAGE + 1 });
  const { shown, next } = onePage(rows, PAGE, listingPosition.write);
  return { providerName, year, events: shown, next };
}

/**
 * Exports the same list as lines of CSV, a batch at a time.
 * @throws AppError `forbidden` or `not_found`
 */
export async function exportReportEvents(
  ctx: Context,
  listing: Listing,
): Promise<{ name: string; lines: AsyncGenerator<string, void> }> {
  const { providerId } = await whose(ctx, listing);
  const lines = csvLines(COLUMNS, batches(ctx, { providerId, year: listing.year }));
  return { name: `pdups-annual-report-${reportingYear(listing.year).label.replace('–', '-')}.csv`, lines };
}

async function whose(
  ctx: Context,
  { year, providerId }: Listing,
): Promise<{ providerId: number; providerName: string }> {
  if (providerId === 'own') {
    authorize(ctx, 'provider.read');
    const place = getPlace(ctx.actor);
    await askedYear(ctx, place.providerId, year);
    return place;
  }
  authorize(ctx, 'yearly_document.record');
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  if (whyNoSuchYear('report', year, ctx.clock.today())) throw noSuchDocument();
  return { providerId, providerName: provider.name };
}

async function* batches(
  { db }: Pick<Context, 'db'>,
  { providerId, year }: { providerId: number; year: number },
): AsyncGenerator<ReportedEvent[], void> {
  const { from, to } = reportingYear(year);
  for (let after: ListingPosition | null = null; ; ) {
    const rows: ReportedEvent[] = await listReportedEvents(db, { providerId, from, to, after, limit: BATCH });
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { endsOn: last.endsOn, id: last.id };
  }
}

const COLUMNS: readonly CsvColumn<ReportedEvent>[] = [
  { header: 'Event number', value: ({ id }) => id },
  ...exported('title', 'description', 'conference', 'instructor', 'startsOn', 'endsOn', 'location', 'hours'),
  { header: 'Program schedule', value: scheduleOf },
  { header: 'Participants on the roster', value: ({ participants }) => participants },
  // The count of a course that goes on belongs to the year in which it ends.
  { header: 'Certificates given out', value: ({ goesOn, certificateCount }) => (goesOn ? null : certificateCount) },
  { header: 'Certificates up to June 30', value: ({ interim }) => interim },
];
