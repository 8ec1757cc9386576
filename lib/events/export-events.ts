import { type EventListRow, listEventRows, listExportDetails } from '@/db/queries/event-list';
import { scopeOf } from '@/lib/access/scope';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import type { Context } from '@/lib/platform/visit';
import { exported } from './fields';
import { conferencesMeant, rowsRequest } from './list-events';
import type { EventListQuery } from './list-query';
import { type EventState, onPaperOf, stateOf, unitsOf } from './rules';

type Exported = EventListRow & {
  eventState: EventState;
  description: string;
  categories: string;
  interim: number | null;
};

const STATE_WORDS: Record<EventState, string> = {
  upcoming: 'Upcoming',
  running: 'In progress',
  'count-due': 'Count due',
  reported: 'Reported',
  canceled: 'Canceled',
};

const COLUMNS: readonly CsvColumn<Exported>[] = [
  { header: 'Event number', value: (event) => event.id },
  ...exported('title', 'instructor', 'description', 'categoryIds', 'startsOn', 'endsOn', 'location', 'hours'),
  { header: 'PDUs', value: (event) => unitsOf(event.hours) },
  { header: 'Status', value: (event) => STATE_WORDS[event.eventState] },
  { header: 'Certificates issued', value: (event) => event.certificateCount },
  {
    header: 'Of these named',
    value: (event) => (event.certificateCount === null ? null : (event.reportedIssued ?? 0)),
  },
  { header: 'Of these on paper', value: (event) => (event.certificateCount === null ? null : onPaperOf(event)) },
  { header: 'Named certificates now', value: (event) => event.issuedCount },
  ...exported('conference', 'ownNumber', 'startsAt', 'endsAt', 'room', 'track'),
  {
    header: 'Certificates up to June 30',
    value: ({ interim }) => interim,
  },
];

const BATCH = 1000;

/**
 * Exports a whole list as lines of CSV, with the list's filters and order. Rows are read in batches by key, each when
 * the last one is on its way, so that a slow reader ties up neither memory nor a database connection.
 */
export function exportEvents(ctx: Context, query: EventListQuery): AsyncGenerator<string, void> {
  return csvLines(COLUMNS, batches(ctx, query));
}

/** Returns the file name with the day of the export, such as `pdups-events-2026-05-03.csv`. */
export function exportFileName(ctx: Pick<Context, 'clock'>): string {
  return `pdups-events-${ctx.clock.today()}.csv`;
}

async function* batches(ctx: Context, query: EventListQuery): AsyncGenerator<Exported[], void> {
  const today = ctx.clock.today();
  const conferenceIds = await conferencesMeant(ctx, query);
  let position: EventListQuery['position'] = null;
  for (;;) {
    const request = rowsRequest({ ...query, position }, today, BATCH, { conferenceIds });
    const rows = await listEventRows(ctx.db, scopeOf(ctx.actor), request);
    const details = await listExportDetails(
      ctx.db,
      rows.map(({ id }) => id),
    );
    yield rows.map((row) => ({
      ...row,
      eventState: stateOf(row, today),
      ...(details.get(row.id) ?? { description: '', categories: '', interim: null }),
    }));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    position = { side: 'after', key: last.key, id: last.id };
  }
}
