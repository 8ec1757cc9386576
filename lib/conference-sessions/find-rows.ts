import type { UploadedLine } from '@/db/schema';
import type { ColumnKind, Columns } from './column-kinds';
import { columnsOf, worthOfHeadings } from './columns';

/** A row of a list of sessions, with its number in the file and its cells by what they contain. */
export type SessionRow = {
  line: number;
  cells: Partial<Record<ColumnKind, string>>;
  /** For a row of the grid that changes a session: which one, and its version when the grid was opened. */
  changes?: { eventId: number; version: number };
};

/** Headings further down are not searched for; files of programs begin with a few lines about the conference. */
export const LOOKED_AT = 30;
/** A line of sessions may have a word or two in common with headings. */
const MIN_KNOWN = 2;

/** Returns the number of the line with the most known headings; null when no line looks like headings. */
export function headingLineOf(lines: readonly UploadedLine[]): number | null {
  let best: { line: number; worth: number } | null = null;
  for (const [line, cells] of lines.slice(0, LOOKED_AT)) {
    const worth = worthOfHeadings(cells);
    if (worth >= MIN_KNOWN && worth > (best?.worth ?? 0)) best = { line, worth };
  }
  return best?.line ?? null;
}

/** Returns what each column of a table contains by the headings in this line; null everywhere without headings. */
export function columnsBelow(lines: readonly UploadedLine[], headingLine: number | null): Columns {
  const width = Math.max(0, ...lines.map(([, cells]) => cells.length));
  const headings = lines.find(([line]) => line === headingLine)?.[1] ?? [];
  const found = columnsOf(headings);
  return Array.from({ length: width }, (_, index) => found[index] ?? null);
}

/** Returns the rows below the headings that have text in a column that is imported. */
export function rowsBelow(lines: readonly UploadedLine[], headingLine: number | null, columns: Columns): SessionRow[] {
  return lines.flatMap(([line, texts]): SessionRow[] => {
    if (headingLine !== null && line <= headingLine) return [];
    const cells: SessionRow['cells'] = {};
    for (const [index, kind] of columns.entries()) {
      if (kind !== null && (texts[index] ?? '') !== '') cells[kind] = texts[index];
    }
    return Object.keys(cells).length > 0 ? [{ line, cells }] : [];
  });
}
