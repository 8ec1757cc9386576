import { AppError } from '@/lib/platform/errors';
import { NO_RESULT } from './cell-problem';
import { MAX_COLUMNS, MAX_ELEMENTS, MAX_SHEETS, MAX_TABLE_LINES } from './limits';
import type { Sheet } from './sheets';
import { tooManyLines } from './table';
import { cutText, grown, readXml } from './xml';

/** Returns whether a text is Excel's XML of 2003, which programs save as .xls or .xml. */
export const isSpreadsheetXml = (start: string) =>
  start.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<\??\w/.test(start);

/** How many bytes the parser gets at a time. */
const CHUNK = 65_536;

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/**
 * Returns the sheets of a workbook in the XML of 2003, with the text of their cells.
 * @throws AppError `invalid` when it cannot be read
 */
export async function readSpreadsheetXml(text: string): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  let sheet: Sheet = { name: '', lines: [], hidden: [], totals: [] };
  let [row, column, inData] = [0, -1, false];
  let isHidden = false;
  let cells: string[] = [];
  let cell = { type: 'String', value: '', hasValue: false, hasFormula: false };
  try {
    await readXml(
      chunksOf(new TextEncoder().encode(text)),
      { elements: MAX_ELEMENTS },
      {
        open: (name, attributes, decode) => {
          const own = (key: string) => attributes()[`ss:${key}`] ?? attributes()[key];
          if (name === 'Worksheet') {
            sheet = { name: cutText(decode(own('Name') ?? '')), lines: [], hidden: [], totals: [] };
            row = 0;
          } else if (name === 'Row') {
            row = Number(own('Index')) || row + 1;
            isHidden = own('Hidden') === '1';
            column = -1;
            cells = [];
          } else if (name === 'Cell') {
            column = Number(own('Index')) ? Number(own('Index')) - 1 : column + 1;
            cell = { type: 'String', value: '', hasValue: false, hasFormula: own('Formula') !== undefined };
          } else if (name === 'Data') {
            inData = true;
            cell.hasValue = true;
            cell.type = own('Type') ?? 'String';
          }
        },
        text: (more) => {
          if (inData) cell.value = grown(cell.value, more);
        },
        close: (name) => {
          if (name === 'Data') inData = false;
          if (name === 'Cell' && column >= 0 && column < MAX_COLUMNS) {
            while (cells.length < column) cells.push('');
            cells[column] = shown(cell);
          }
          if (name === 'Row' && cells.some((each) => each.trim() !== '')) {
            sheet.lines.push([row, cells]);
            if (isHidden) sheet.hidden.push(row);
            if (sheet.lines.length > MAX_TABLE_LINES) throw tooManyLines();
          }
          if (name === 'Worksheet' && sheet.lines.length > 0 && sheets.length < MAX_SHEETS) sheets.push(sheet);
        },
      },
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'invalid',
      'This XML spreadsheet can’t be read. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
      { cause: error },
    );
  }
  return sheets;
}

function shown({
  type,
  value,
  hasValue,
  hasFormula,
}: {
  type: string;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}): string {
  if (hasFormula && !hasValue) return NO_RESULT;
  if (type === 'Error') return value.startsWith('#') ? value : '#ERROR!';
  if (type === 'Boolean') return value === '1' ? 'yes' : 'no';
  if (type === 'DateTime')
    return value
      .replace(/T00:00:00.*$/, '')
      .replace('T', ' ')
      .replace(/\.0+$/, '');
  if (type === 'Number' && Number.isFinite(Number(value))) return String(Number(Number(value).toPrecision(15)));
  return value;
}
