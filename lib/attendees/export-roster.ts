import writeXlsxFile from 'write-excel-file/node';
import { listWholeRoster, type RosterRow } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { unitsOf } from '@/lib/events/rules';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import { harmless } from '@/lib/platform/harmless-cell';
import type { Context } from '@/lib/platform/visit';
import { logReading } from './log-reading';

type Column = CsvColumn<RosterRow> & { width: number; number?: boolean };

/** The headings are those that an import knows, so that people can export a roster, correct it, and import it again. */
const COLUMNS: readonly Column[] = [
  { header: 'Name', value: ({ name }) => name, width: 32 },
  { header: 'Email', value: ({ email }) => email, width: 32 },
  { header: 'School or district', value: ({ school }) => school, width: 32 },
  { header: 'Educator number', value: ({ educatorNumber }) => educatorNumber, width: 18 },
  { header: 'PDUs', value: ({ units }) => unitsOf(units), width: 8, number: true },
  { header: 'Completed', value: ({ completed }) => (completed ? 'Yes' : 'No'), width: 12 },
  { header: 'Has certificate', value: ({ currentCertificateId }) => (currentCertificateId ? 'Yes' : 'No'), width: 16 },
];

export type RosterFormat = 'csv' | 'xlsx';
export type RosterFile = { name: string; type: string; bytes: Buffer };

const TYPES: Record<RosterFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Returns the whole roster of an event as a file, for its provider and for staff (M15).
 * @throws AppError `not_found` or `forbidden`
 */
export async function exportRoster(ctx: Context, eventId: number, format: RosterFormat): Promise<RosterFile> {
  authorize(ctx, 'roster.read', await getEvent(ctx, eventId));
  await logReading(ctx, eventId);
  const roster = await listWholeRoster(ctx.db, eventId);
  return {
    name: `pdups-attendees-${eventId}-${ctx.clock.today()}.${format}`,
    type: TYPES[format],
    bytes: format === 'csv' ? await csvOf(roster) : await workbookOf(roster),
  };
}

async function csvOf(roster: readonly RosterRow[]): Promise<Buffer> {
  let text = '';
  for await (const lines of csvLines(COLUMNS, one(roster))) text += lines;
  return Buffer.from(text);
}

async function* one<Batch>(batch: Batch): AsyncGenerator<Batch> {
  yield batch;
}

async function workbookOf(roster: readonly RosterRow[]): Promise<Buffer> {
  const heading = COLUMNS.map(({ header }) => ({ value: header, fontWeight: 'bold' as const }));
  const rows = roster.map((row) =>
    COLUMNS.map(({ value, number }) => {
      const cell = value(row);
      if (cell === null || cell === '') return null;
      return number ? { value: Number(cell), type: Number } : { value: String(harmless(cell)), type: String };
    }),
  );
  return writeXlsxFile([heading, ...rows], {
    sheet: 'Attendees',
    columns: COLUMNS.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
}
