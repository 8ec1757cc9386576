import { createHash } from 'node:crypto';
import { makeZip } from 'client-zip';
import type { Queryable } from '@/db/client';
import {
  endExport,
  insertExportPart,
  listCertificatesToExport,
  listCountsToExport,
  listEventsToExport,
  listInterimCountsToExport,
  listRosterToExport,
  lockExport,
} from '@/db/queries/provider-exports';
import { listStandings } from '@/db/queries/provider-standings';
import { findProvider } from '@/db/queries/providers';
import { findUserForStaff } from '@/db/queries/staff-users';
import { listYearlyDocuments } from '@/db/queries/yearly-documents';
import type { Job, Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { exported } from '@/lib/events/fields';
import { reportingYear } from '@/lib/events/reporting-year';
import { asLocalTime } from '@/lib/platform/clock';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import type { Context } from '@/lib/platform/visit';
import { dataOf } from '../../provider-data';

const PIECE = 1_048_576;
const BATCH = 500;
const MAX_ROWS = 1000;

type ExportContext = Context<Job<null>> & { lastTry: boolean };

/**
 * Makes an export of a provider's records, with the authority of the person who asked for it: its record, events, counts,
 * rosters, and the list of its certificates, as one ZIP of CSV and JSON files. Notes of staff are not in it. All of it is
 * written in one transaction, so that one that is tried again starts from nothing. It ends without a file when the
 * person may no longer read rosters, or at its last failure.
 */
export async function makeExport(ctx: ExportContext, exportId: number): Promise<void> {
  try {
    await ctx.db.transaction(async (tx) => {
      const asked = await lockExport(tx, exportId);
      if (!asked) return;
      const person = await staffNow(tx, asked.askedBy);
      if (!person) return endExport(tx, exportId, ctx.clock.now(), null);
      const actor: Job<Person> = { kind: 'job', name: ctx.actor.name, for: person };
      authorize({ actor }, 'roster.read');
      const file = await store(tx, exportId, zipOf(tx, asked.providerId, ctx.clock.now()));
      await endExport(tx, exportId, ctx.clock.now(), file);
    });
  } catch (error) {
    if (ctx.lastTry) await endExport(ctx.db, exportId, ctx.clock.now(), null);
    throw error;
  }
}

async function staffNow(db: Queryable, userId: number): Promise<Person | null> {
  const user = await findUserForStaff(db, userId);
  if (!user?.staffRole || user.disabledAt) return null;
  return { kind: 'staff', userId, name: user.name, username: user.username, role: user.staffRole };
}

/** Writes the bytes in pieces of one size. */
async function store(tx: Queryable, exportId: number, zip: ReadableStream<Uint8Array>) {
  const hash = createHash('sha256');
  let length = 0;
  let position = 0;
  let waiting: Uint8Array[] = [];
  let size = 0;
  const flush = async () => {
    if (size > 0) await insertExportPart(tx, { exportId, position: position++, bytes: Buffer.concat(waiting) });
    waiting = [];
    size = 0;
  };
  for await (const bytes of zip as unknown as AsyncIterable<Uint8Array>) {
    hash.update(bytes);
    length += bytes.length;
    waiting.push(bytes);
    size += bytes.length;
    if (size >= PIECE) await flush();
  }
  await flush();
  return { sha256: hash.digest('hex'), length };
}

function zipOf(db: Queryable, providerId: number, at: Date): ReadableStream<Uint8Array> {
  const lastModified = asLocalTime(at);
  const csv = <Row>(columns: readonly CsvColumn<Row>[], rows: AsyncGenerator<Row[], void>) =>
    encoded(csvLines(columns, rows));
  return makeZip([
    { name: 'provider.json', lastModified, input: encoded(recordOf(db, providerId)) },
    { name: 'events.csv', lastModified, input: csv(EVENTS, eventsOf(db, providerId)) },
    { name: 'counts.csv', lastModified, input: csv(COUNTS, perBatch(db, providerId, listCountsToExport)) },
    {
      name: 'interim-counts.csv',
      lastModified,
      input: csv(INTERIM_COUNTS, perBatch(db, providerId, listInterimCountsToExport)),
    },
    { name: 'rosters.csv', lastModified, input: csv(ROSTERS, perEvent(db, providerId, listRosterToExport)) },
    {
      name: 'certificates.csv',
      lastModified,
      input: csv(CERTIFICATES, perEvent(db, providerId, listCertificatesToExport)),
    },
  ]);
}

async function* encoded(texts: AsyncGenerator<string, void>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

/** Writes what is on record, without what only staff read. */
async function* recordOf(db: Queryable, providerId: number): AsyncGenerator<string, void> {
  const provider = await findProvider(db, providerId);
  if (!provider) throw new Error(`provider ${providerId} has no row`);
  const { id, kind, type, approvedOn, createdAt } = provider;
  const standings = (await listStandings(db, providerId, MAX_ROWS)).map(({ row }) => ({
    standing: row.standing,
    from: row.fromDay,
    reviewOn: row.reviewOn,
    reason: row.reason,
    decidedAt: row.at,
  }));
  // What staff noted about a document is not in it.
  const yearlyDocuments = (await listYearlyDocuments(db, providerId, MAX_ROWS)).map(({ row, byName }) => ({
    kind: row.kind,
    reportingYear: reportingYear(row.year).label,
    receivedOn: row.receivedOn,
    how: row.how,
    statement: row.statement,
    report: row.facts,
    recordedBy: byName,
    recordedAt: row.recordedAt,
    takenBackAt: row.withdrawnAt,
  }));
  const record = { id, ...dataOf(provider), kind, type, approvedOn, createdAt, standings, yearlyDocuments };
  yield `${JSON.stringify(record, null, 2)}\n`;
}

type EventRow = Awaited<ReturnType<typeof listEventsToExport>>[number];
type CountRow = Awaited<ReturnType<typeof listCountsToExport>>[number];
type InterimCountRow = Awaited<ReturnType<typeof listInterimCountsToExport>>[number];
type RosterRow = Awaited<ReturnType<typeof listRosterToExport>>[number];
type CertificateRow = Awaited<ReturnType<typeof listCertificatesToExport>>[number];

async function* eventsOf(db: Queryable, providerId: number): AsyncGenerator<EventRow[], void> {
  for (let after = 0; ; ) {
    const rows: EventRow[] = await listEventsToExport(db, { providerId, after, limit: BATCH });
    yield rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.id;
  }
}

/** Reads what belongs to a batch of events at a time. */
async function* perBatch<Row>(
  db: Queryable,
  providerId: number,
  list: (db: Queryable, eventIds: readonly number[]) => Promise<Row[]>,
): AsyncGenerator<Row[], void> {
  for await (const rows of eventsOf(db, providerId)) {
    const ids = rows.map(({ id }) => id);
    yield ids.length > 0 ? await list(db, ids) : [];
  }
}

type OfEvent<Row> = (db: Queryable, page: { eventId: number; after: number; limit: number }) => Promise<Row[]>;

/** Reads the rows of one event after another, a batch at a time. */
async function* perEvent<Row extends { id: number }>(
  db: Queryable,
  providerId: number,
  list: OfEvent<Row>,
): AsyncGenerator<Row[], void> {
  // The first batch carries the headings, also when there is nothing else.
  yield [];
  for await (const events of eventsOf(db, providerId)) {
    for (const { id: eventId } of events) {
      for (let after = 0; ; ) {
        const rows: Row[] = await list(db, { eventId, after, limit: BATCH });
        if (rows.length > 0) yield rows;
        if (rows.length < BATCH) break;
        after = rows.at(-1)!.id;
      }
    }
  }
}

const EVENTS: readonly CsvColumn<EventRow>[] = [
  { header: 'Event number', value: ({ id }) => id },
  ...exported('title', 'instructor', 'description', 'startsOn', 'endsOn', 'location', 'hours', 'conference'),
  { header: 'Own number', value: ({ ownNumber }) => ownNumber },
  ...exported('startsAt', 'endsAt', 'room', 'track'),
  { header: 'Certificates issued', value: ({ certificateCount }) => certificateCount },
  { header: 'Named certificates now', value: ({ issuedCount }) => issuedCount },
  { header: 'Canceled', value: ({ canceledAt }) => canceledAt?.toISOString() ?? null },
  { header: 'Continues event', value: ({ continuesEventId }) => continuesEventId },
];

const COUNTS: readonly CsvColumn<CountRow>[] = [
  { header: 'Event number', value: ({ eventId }) => eventId },
  { header: 'Certificates issued', value: ({ count }) => count },
  { header: 'Of these named', value: ({ issued }) => issued },
  { header: 'Recorded by', value: ({ reportedByName }) => reportedByName },
  { header: 'Recorded at', value: ({ reportedAt }) => reportedAt.toISOString() },
];

const INTERIM_COUNTS: readonly CsvColumn<InterimCountRow>[] = [
  { header: 'Event number', value: ({ eventId }) => eventId },
  { header: 'Up to', value: ({ asOf }) => asOf },
  { header: 'Certificates issued', value: ({ count }) => count },
  { header: 'Of these named', value: ({ issued }) => issued },
  { header: 'Recorded by', value: ({ reportedByName }) => reportedByName },
  { header: 'Recorded at', value: ({ reportedAt }) => reportedAt.toISOString() },
];

const ROSTERS: readonly CsvColumn<RosterRow>[] = [
  { header: 'Event number', value: ({ eventId }) => eventId },
  { header: 'Name', value: ({ name }) => name },
  { header: 'Email', value: ({ email }) => email },
  { header: 'School or district', value: ({ school }) => school },
  { header: 'Educator number', value: ({ educatorNumber }) => educatorNumber },
  { header: 'PDUs', value: ({ units }) => units },
  { header: 'Completed', value: ({ completed }) => (completed ? 'Yes' : 'No') },
];

const CERTIFICATES: readonly CsvColumn<CertificateRow>[] = [
  { header: 'Serial number', value: ({ serial }) => serial },
  { header: 'Event number', value: ({ eventId }) => eventId },
  { header: 'Name', value: ({ name }) => name },
  { header: 'PDUs', value: ({ units }) => units },
  { header: 'Issued at', value: ({ issuedAt }) => issuedAt.toISOString() },
  { header: 'Status', value: ({ ended }) => ended ?? 'valid' },
  { header: 'Ended at', value: ({ endedAt }) => endedAt?.toISOString() ?? null },
  { header: 'Replaced by', value: ({ supersededBy }) => supersededBy },
  { header: 'SHA-256 of the file', value: ({ sha256 }) => sha256 },
];
