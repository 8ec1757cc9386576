import { MAX_SESSIONS } from '@/lib/conferences/limits';
import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { GRID_COLUMNS, type GridColumn } from './column-kinds';
import { BLANK_ROWS, MAX_ROWS } from './limits';

/**
 * A row of the grid as it is typed. `session` says which saved session it changes: its number, its version when the grid was
 * opened, and a digest of what the row said then, so that a row that nobody touched is left alone.
 */
export type GridRow = Record<GridColumn, string> & { session: string };

export const BLANK_ROW: GridRow = {
  ...(Object.fromEntries(GRID_COLUMNS.map((column) => [column, ''])) as Record<GridColumn, string>),
  session: '',
};

/** The name of the button that adds rows instead of sending the form; it works without JavaScript. */
export const GRID_BUTTON = 'gridChange';

/** Returns every row of the posted form, blank ones among them, so that an error can name the row by its position. */
export function gridRowsOf(values: FormValues): GridRow[] {
  const names = [...GRID_COLUMNS, 'session'] as const;
  const lists = names.map((name) => [name, listOf(values, name)] as const);
  const length = Math.min(Math.max(0, ...lists.map(([, list]) => list.length)), MAX_SESSIONS + BLANK_ROWS);
  return Array.from(
    { length },
    (_, index) => Object.fromEntries(lists.map(([name, list]) => [name, list[index] ?? ''])) as GridRow,
  );
}

/** Returns the form's values with these rows. */
export function withGridRows(values: FormValues, rows: readonly GridRow[]): FormValues {
  const names = [...GRID_COLUMNS, 'session'] as const;
  return { ...values, ...Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) };
}

/** Returns whether nothing was typed into a row; a date alone does not make it one, because the grid fills that in. */
export function isBlankRow(row: GridRow): boolean {
  return row.session === '' && GRID_COLUMNS.every((column) => column === 'startsOn' || row[column].trim() === '');
}

/** Returns more blank rows, on the day of the last row, as far as a list can have more. */
export function withMoreRows(rows: readonly GridRow[]): GridRow[] {
  const startsOn = rows.at(-1)?.startsOn ?? '';
  const more = Math.min(BLANK_ROWS, MAX_ROWS - rows.length);
  return [...rows, ...Array.from({ length: Math.max(0, more) }, () => ({ ...BLANK_ROW, startsOn }))];
}

/** Returns the form's values after "Add more rows"; null when another button was pressed. */
export function afterGridButton(values: FormValues): FormValues | null {
  if (textOf(values, GRID_BUTTON) !== 'add') return null;
  const { [GRID_BUTTON]: _, ...kept } = values;
  return withGridRows(kept, withMoreRows(gridRowsOf(kept)));
}

/**
 * Returns cells copied from a spreadsheet as rows, for pasting them into the grid: the first cell goes into this column,
 * the next ones to its right.
 */
export function pastedCells(text: string, into: GridColumn): Partial<Record<GridColumn, string>>[] {
  const first = GRID_COLUMNS.indexOf(into);
  return copiedRows(text)
    .slice(0, MAX_ROWS)
    .map((cells) =>
      Object.fromEntries(
        cells.flatMap((cell, index) => {
          const column = GRID_COLUMNS[first + index];
          return column ? [[column, cell.trim()]] : [];
        }),
      ),
    );
}

/** One cell and what ends it. Spreadsheets put quotation marks around a cell that contains a line break. */
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n?|\n|$)/gy;

function copiedRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.replace(/\r?\n$/, '').matchAll(CELL)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}
