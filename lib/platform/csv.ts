import { stringify } from 'csv-stringify/sync';
import { harmless } from './harmless-cell';

/** Without this mark, Excel reads a file in the system's own code page and garbles every accent. */
const BYTE_ORDER_MARK = '\ufeff';

export type CsvColumn<Record> = { header: string; value: (record: Record) => string | number | null };

/**
 * Yields the lines of a CSV file (RFC 4180) batch by batch as the records arrive, so that a long file is never in memory as
 * a whole. Cells that a spreadsheet would run as a formula get an apostrophe in front (SECURITY, "Input and output"); so do
 * headings, because people typed those of an evaluation.
 */
export async function* csvLines<Record>(
  columns: readonly CsvColumn<Record>[],
  batches: AsyncIterable<readonly Record[]>,
): AsyncGenerator<string, void> {
  // The header goes out with the first batch, so that a database error comes before anything is sent.
  let ahead = BYTE_ORDER_MARK + lines([columns.map(({ header }) => harmless(header))]);
  for await (const batch of batches) {
    yield ahead + lines(batch.map((record) => columns.map(({ value }) => harmless(value(record)))));
    ahead = '';
  }
}

/** Writes a short table as a CSV file. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + lines(rows.map((row) => row.map(harmless)));
}

function lines(rows: (string | number | null)[][]): string {
  return stringify(rows, { record_delimiter: 'windows', quote_record_delimiter: true });
}
