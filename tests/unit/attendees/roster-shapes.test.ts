import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readList } from '@/lib/attendees/import/read-list';
import { imported, planOf, rosterFile } from '../../support/roster-files';

const FOLDER = path.join(__dirname, '../../cases/rosters');

type Rows = string[][];
const text = (content: string) => new TextEncoder().encode(content);
const quoted = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const delimited = (rows: Rows, delimiter: string) =>
  `${rows.map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter)).join('\n')}\n`;
const escaped = (cell: string) => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const cellsOfHtml = (cells: string[]) =>
  cells.map((cell) => `<td>${escaped(cell).replaceAll('\n', '<br>')}</td>`).join('');

/** Other ways in which programs and people write the same list. */
const SHAPES: Record<string, (rows: Rows) => Uint8Array> = {
  'with tabs': (rows) => text(delimited(rows, '\t')),
  'with semicolons': (rows) => text(delimited(rows, ';')),
  'with every cell quoted': (rows) =>
    text(rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')),
  'in UTF-16': (rows) => Buffer.from(`\ufeff${delimited(rows, '\t')}`, 'utf16le'),
  'as a web page': (rows) =>
    text(`<html><body><table>${rows.map((cells) => `<tr>${cellsOfHtml(cells)}</tr>`).join('')}</table></body></html>`),
  'below a title': (rows) => text(delimited([['Roster of Reading for All'], ['Printed 11/21/2026'], [], ...rows], ',')),
  'above a total': (rows) => text(delimited([...rows, [], ['Total: 2'], ['Printed on 11/21/2026']], ',')),
  'with a blank column first': (rows) =>
    text(
      delimited(
        rows.map((cells) => ['', ...cells]),
        ',',
      ),
    ),
  'with blank columns at the end': (rows) =>
    text(
      delimited(
        rows.map((cells) => [...cells, '', '', '']),
        ',',
      ),
    ),
  'with blank lines': (rows) =>
    text(
      delimited(
        rows.flatMap((cells) => [cells, []]),
        ',',
      ),
    ),
};

/** Returns the rows of a list with several columns, with blank ones where its lines have gaps; null for another list. */
async function rowsOf(file: Uint8Array): Promise<Rows | null> {
  const { lines, about } = await readList({ file });
  const width = Math.max(...lines.map(([, cells]) => cells.length));
  if (about.beside || about.sheets || width < 2) return null;
  const rows: Rows = Array.from({ length: lines.at(-1)![0] }, () => Array(width).fill(''));
  for (const [number, cells] of lines) rows[number - 1] = [...cells, ...Array(width - cells.length).fill('')];
  return rows;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));

test.each(Object.keys(SHAPES))('a list has the same people %s', async (shape) => {
  const others: string[] = [];
  let lists = 0;
  for (const name of files) {
    const file = rosterFile(name);
    const rows = await rowsOf(file);
    if (!rows) continue;
    lists++;
    const people = imported((await planOf({ file })).plan);
    const again = imported((await planOf({ file: SHAPES[shape]!(rows) })).plan);
    if (JSON.stringify(again) !== JSON.stringify(people)) others.push(name);
  }
  expect(lists).toBeGreaterThan(100);
  expect(others).toEqual([]);
});
