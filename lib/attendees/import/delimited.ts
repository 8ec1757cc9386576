import { parse } from 'csv-parse/sync';
import type { UploadedLine } from '@/db/schema';
import { MAX_LINES } from './limits';
import { tableOf } from './table';

const DELIMITERS = ['\t', ';', ','];
/** How many lines decide what stands between the cells. */
const LOOKED_AT = 20;

/** The lines of CSV, or of cells copied from a spreadsheet, or just names under each other. */
export function readDelimited(text: string): UploadedLine[] {
  // Excel's own hint at the top of a file.
  const [hint, hinted] = /^\ufeff?sep=([^\r\n])\r?\n/i.exec(text) ?? [];
  const delimiter = hinted ?? guessDelimiter(text);
  const body = hint ? text.slice(hint.length) : text;
  return tableOf(numbered(body, delimiter, hint ? 2 : 1));
}

/** What stands in most of the first lines, equally often; where it is a tie, the rarer in names. */
function guessDelimiter(text: string): string {
  const lines = text
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = Math.max(...counts);
    return usual === 0 ? 0 : counts.filter((count) => count === usual).length + counts.filter(Boolean).length;
  };
  return DELIMITERS.reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best));
}

type Parsed = { record: string[]; info: { lines: number } };

/** Each record with the number of the line on which it begins: a quoted cell may hold line breaks. */
function* numbered(text: string, delimiter: string, firstLine: number): Generator<UploadedLine> {
  for (const { record, info } of records(text, delimiter)) {
    const breaks = record.join('').split(/\r\n?|\n/).length - 1;
    yield [firstLine - 1 + info.lines - breaks, record];
  }
}

function records(text: string, delimiter: string): Parsed[] {
  const options = {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // One more than a table takes, so that it can say so.
    to: MAX_LINES + 2,
  } as const;
  try {
    return parse(text, options) as unknown as Parsed[];
  } catch {
    // A quotation mark that is never closed is a mark like any other.
    return parse(text, { ...options, quote: false }) as unknown as Parsed[];
  }
}
