import { stringify } from 'csv-stringify/sync';
import { harmless } from './harmless-cell';

/** Excel takes a file without this mark for the system's own code page and spoils every accent. */
const BYTE_ORDER_MARK = '\ufeff';

export type CsvColumn<Record> = { header: string; value: (record: Record) => string | number | null };

/**
 * The lines of a CSV file (RFC 4180), batch by batch as the records come, so that a long file never lies in memory.
 * Cells that a spreadsheet would run as a formula get an apostrophe in front (SECURITY, "Input and output"), headings as
 * well: those of an evaluation are what somebody typed.
 */
export async function* csvLines<Record>(
  columns: readonly CsvColumn<Record>[],
  batches: AsyncIterable<readonly Record[]>,
): AsyncGenerator<string, void> {
  // The header goes out with the first batch, so that a refusal of the database comes before anything is sent.
  let ahead = BYTE_ORDER_MARK + lines([columns.map(({ header }) => harmless(header))]);
  for await (const batch of batches) {
    yield ahead + lines(batch.map((record) => columns.map(({ value }) => harmless(value(record)))));
    ahead = '';
  }
}

function lines(rows: (string | number | null)[][]): string {
  return stringify(rows, { record_delimiter: 'windows', quote_record_delimiter: true });
}
