import {
  afterGridButton,
  BLANK_ROW,
  GRID_BUTTON,
  type GridRow,
  gridRowsOf,
  isBlankRow,
  pastedCells,
  withGridRows,
  withMoreRows,
} from '@/lib/conference-sessions/grid-rows';
import { gridSchema } from '@/lib/conference-sessions/keep-draft';
import { BLANK_ROWS, MAX_ROWS } from '@/lib/conference-sessions/limits';
import { markRow, readMark } from '@/lib/conference-sessions/session-mark';

const row = { ...BLANK_ROW, title: 'Number talks', startsOn: 'March 5, 2027', room: 'Room 1' };

test('the rows of a form come back as they were posted, in their order', () => {
  const rows = [row, BLANK_ROW, { ...row, title: 'Reading' }];
  expect(gridRowsOf(withGridRows({ requestKey: 'x' }, rows))).toEqual(rows);
});

test('“Add more rows” adds blank rows on the last row’s day, up to the limit, and saves nothing', () => {
  const values = withGridRows({ requestKey: 'x', [GRID_BUTTON]: 'add' }, [row]);
  const after = afterGridButton(values);
  expect(after).not.toHaveProperty(GRID_BUTTON);
  expect(gridRowsOf(after!)).toEqual([row, ...Array(BLANK_ROWS).fill({ ...BLANK_ROW, startsOn: 'March 5, 2027' })]);
  expect(afterGridButton(withGridRows({}, [row]))).toBeNull();
  expect(withMoreRows(Array(MAX_ROWS - 1).fill(row))).toHaveLength(MAX_ROWS);
});

test('a date alone does not make a row', () => {
  expect(isBlankRow({ ...BLANK_ROW, startsOn: 'March 5, 2027', title: ' ' })).toBe(true);
  expect(isBlankRow({ ...BLANK_ROW, room: 'Room 1' })).toBe(false);
});

test('cells of a spreadsheet go into the column they are pasted into and the ones to its right', () => {
  expect(pastedCells('A\tKim Lee\r\nB\tAna Redfern\r\n', 'title')).toEqual([
    { title: 'A', instructor: 'Kim Lee' },
    { title: 'B', instructor: 'Ana Redfern' },
  ]);
  // What is beyond the last column has no place.
  expect(pastedCells('Mathematics\tHow to\textra', 'categories')).toEqual([
    { categories: 'Mathematics', description: 'How to' },
  ]);
});

test('a cell with line breaks or quotation marks is one cell, and a column of cells fills one column', () => {
  const cells = 'A\t"Two ""big"" ideas\nand a line"\r\nB "quoted"\t\r\n';
  expect(pastedCells(cells, 'categories')).toEqual([
    { categories: 'A', description: 'Two "big" ideas\nand a line' },
    { categories: 'B "quoted"', description: '' },
  ]);
  expect(pastedCells('Room 1\nRoom 2\n\nRoom 4', 'room')).toEqual([
    { room: 'Room 1' },
    { room: 'Room 2' },
    { room: '' },
    { room: 'Room 4' },
  ]);
  // A quotation mark that is never closed is an ordinary character.
  expect(pastedCells('6" ruler\tKim', 'title')).toEqual([{ title: '6" ruler', instructor: 'Kim' }]);
  expect(pastedCells('"ruler\tKim', 'title')).toEqual([{ title: '"ruler', instructor: 'Kim' }]);
});

test('a row knows its saved session, and whether it was touched', () => {
  const marked = markRow(row, { eventId: 70, version: 3 });
  expect(readMark(marked)).toEqual({ eventId: 70, version: 3, isTouched: false });
  expect(readMark({ ...marked, room: 'Room 2' })).toEqual({ eventId: 70, version: 3, isTouched: true });
  expect(readMark(row)).toBeNull();
  expect(readMark({ ...row, session: '70.3.nonsense' })).toBeNull();
});

test('the sessions of a large conference fit in its grid; the limit is on those that are typed', () => {
  const saved = Array.from({ length: MAX_ROWS + 100 }, (_, n) => markRow(row, { eventId: n + 1, version: 1 }));
  const read = (rows: readonly GridRow[]) =>
    gridSchema.safeParse(withGridRows({ requestKey: crypto.randomUUID() }, rows));
  const changed = saved.map((each, n) => (n === MAX_ROWS + 50 ? { ...each, room: 'Room 2' } : each));
  expect(read(changed).data?.rows).toEqual(changed);
  expect(read(saved.map((each) => ({ ...each, room: 'Room 2' }))).success).toBe(false);
});
