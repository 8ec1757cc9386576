import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { UploadedLine } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import { NO_RESULT } from './cell-problem';
import {
  MAX_COLUMNS,
  MAX_ELEMENTS,
  MAX_ENTRIES,
  MAX_LINES,
  MAX_SHEETS,
  MAX_TABLE_LINES,
  MAX_UNPACKED_BYTES,
} from './limits';
import { builtInFormat, formatNumber } from './number-format';
import type { Sheet } from './sheets';
import { tableOf, tooManyLines } from './table';
import { cutText, grown, readXml, tooLarge, type XmlBudget, type XmlHooks } from './xml';

const UNREADABLE =
  'This file can’t be read as a spreadsheet. Save it again as an Excel workbook (.xlsx) or CSV file, then choose that file.';

/** Returns whether a file is a ZIP archive; other kinds of archives are recognized later. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * Returns the first visible sheet of a workbook (.xlsx) that has text, with what its cells show.
 * @throws AppError `invalid` for a file that is not a workbook, or that was made to fill the memory
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<UploadedLine[]> {
  const sheets = await readSheets(bytes);
  return tableOf(sheets[0]?.lines ?? []);
}

/**
 * Returns the visible sheets of a workbook that have text, or the hidden ones, with what their cells show. Formulas are
 * never calculated: the saved value counts, and a formula without one says so. Nothing grows with what the file only
 * claims, such as a cell in the last possible row.
 * @throws AppError `invalid` for a file that is not a workbook, or that was made to fill the memory
 */
export async function readSheets(bytes: Uint8Array, which: 'visible' | 'hidden' = 'visible'): Promise<Sheet[]> {
  try {
    const book = await open(bytes);
    const parts = await sheetsOf(book, which);
    if (which === 'hidden' && parts.length === 0) return [];
    if (parts.length === 0) throw new AppError('invalid', whyNotAWorkbook(book.names));
    const shared = await sharedStrings(book);
    const styles = await stylesOf(book);
    const sheets: Sheet[] = [];
    for (const { name, path } of parts.slice(0, MAX_SHEETS)) {
      const sheet = await linesOf(book, path, { shared, ...styles });
      if (sheet.lines.length > 0) sheets.push({ name, ...sheet });
    }
    return sheets;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', UNREADABLE, { cause: error });
  }
}

/** Other archives that people mistake for workbooks, recognized by a file that each of them contains. */
const OTHERS: [part: RegExp, sentence: string][] = [
  [
    /^content\.xml$/,
    'This is an OpenDocument spreadsheet (.ods), which can’t be read. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
  ],
  [
    /^xl\/workbook\.bin$/,
    'This is a binary Excel workbook (.xlsb), which can’t be read. Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.',
  ],
  [
    /^Index\/|^Index\.zip$|\.iwa$/,
    'This is a Numbers spreadsheet, which can’t be read. Export it to Excel (.xlsx) or CSV, then choose that file.',
  ],
  [
    /^word\//,
    'This is a Word document, which can’t be read as a list. Copy the list and paste it, or save it as an Excel workbook (.xlsx) or CSV file.',
  ],
  [/^ppt\//, 'This is a PowerPoint presentation, which can’t be read as a list. Copy the list and paste it.'],
  [/\.(csv|xlsx?|tsv)$/i, 'This is a ZIP archive with files in it. Unpack it, then choose one of its files.'],
];

function whyNotAWorkbook(names: readonly string[]): string {
  return OTHERS.find(([part]) => names.some((name) => part.test(name)))?.[1] ?? UNREADABLE;
}

type Workbook = XmlBudget & {
  archive: ZipFile;
  parts: ReadonlyMap<string, Entry>;
  names: readonly string[];
  /** Whether days are counted from 1904 instead of 1900. */
  date1904: boolean;
};

const WANTED =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml|worksheets\/_rels\/[^/]+\.xml\.rels|tables\/[^/]+\.xml)$/;

/** Finds the needed parts in the archive's directory, without unpacking anything yet. */
async function open(bytes: Uint8Array): Promise<Workbook> {
  const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    // Reading fails when a part unpacks to a different size than the directory says.
    validateEntrySizes: true,
  });
  if (archive.entryCount > MAX_ENTRIES) throw tooLarge();
  const parts = new Map<string, Entry>();
  const names: string[] = [];
  let [packed, unpacked] = [0, 0];
  for await (const entry of archive.eachEntry()) {
    names.push(entry.fileName);
    if (!WANTED.test(entry.fileName)) continue;
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    // Parts that are larger than the file share their bytes, each of which would be unpacked again and again.
    if (packed > bytes.length || unpacked > MAX_UNPACKED_BYTES) throw tooLarge();
    parts.set(entry.fileName, entry);
  }
  return { archive, parts, names, elements: MAX_ELEMENTS, date1904: false };
}

type SheetPart = { name: string; path: string };

/** Returns the sheets that a person sees, or the hidden ones, in the order of the workbook's tabs, not of its files. */
async function sheetsOf(book: Workbook, which: 'visible' | 'hidden'): Promise<SheetPart[]> {
  // Each sheet once, because a workbook can name one large sheet a thousand times.
  const shown = new Map<string | undefined, string>();
  await read(book, 'xl/workbook.xml', {
    open: (name, attributes, decode) => {
      if (name === 'workbookPr') book.date1904 = /^(1|true)$/i.test(attributes().date1904 ?? '');
      if (name !== 'sheet') return;
      const { 'r:id': id, state = 'visible', name: label = '' } = attributes();
      if ((state === 'visible') === (which === 'visible') && !shown.has(id)) shown.set(id, cutText(decode(label)));
    },
  });
  const targets = await relationsOf(book, 'xl/_rels/workbook.xml.rels');
  const paths = new Map(
    Array.from(shown, ([id, name]) => [targets.get(id)?.replace(/^\/?(xl\/)?/, 'xl/') ?? '', name] as const).reverse(),
  );
  const sheets = Array.from(paths, ([path, name]) => ({ name, path }))
    .reverse()
    .filter(({ path }) => book.parts.has(path));
  return sheets.length > 0 || which === 'hidden'
    ? sheets
    : [{ name: 'Sheet 1', path: 'xl/worksheets/sheet1.xml' }].filter(({ path }) => book.parts.has(path));
}

async function relationsOf(book: Workbook, part: string): Promise<Map<string | undefined, string | undefined>> {
  const targets = new Map<string | undefined, string | undefined>();
  await read(book, part, {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes().Id, attributes().Target);
    },
  });
  return targets;
}

/** Returns the texts that cells refer to by number, without the reading aids for East Asian words (`rPh`). */
async function sharedStrings(book: Workbook): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inAid = false;
  await read(book, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 't') inText = true;
      if (name === 'rPh') inAid = true;
    },
    text: (value) => {
      if (inText && !inAid) text = grown(text, value);
    },
    close: (name) => {
      if (name === 'si') texts.push(text);
      if (name === 't') inText = false;
      if (name === 'rPh') inAid = false;
    },
  });
  return texts;
}

type Styles = { formats: readonly string[]; struck: ReadonlySet<number> };

/** Returns the number format of each style, by the number in the cells, and the styles that strike text through. */
async function stylesOf(book: Workbook): Promise<Styles> {
  const own = new Map<number, string>();
  const formats: string[] = [];
  const fonts: boolean[] = [];
  const struck = new Set<number>();
  let [inCells, inFonts] = [false, false];
  await read(book, 'xl/styles.xml', {
    open: (name, attributes, decode) => {
      if (name === 'numFmt')
        own.set(Number(attributes().numFmtId), decode(attributes().formatCode ?? '').slice(0, 200));
      if (name === 'fonts') inFonts = true;
      if (name === 'font' && inFonts) fonts.push(false);
      if (name === 'strike' && inFonts) fonts[fonts.length - 1] = !/^(0|false)$/.test(attributes().val ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const { numFmtId, fontId } = attributes();
        const id = Number(numFmtId ?? 0);
        if (fonts[Number(fontId ?? 0)]) struck.add(formats.length);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close: (name) => {
      if (name === 'fonts') inFonts = false;
      if (name === 'cellXfs') inCells = false;
    },
  });
  return { formats, struck };
}

type Look = { shared: readonly string[] } & Styles;

async function linesOf(book: Workbook, sheet: string, look: Look): Promise<Omit<Sheet, 'name'>> {
  const lines: UploadedLine[] = [];
  const hidden: number[] = [];
  const merges: Merge[] = [];
  const tables: string[] = [];
  let row = 0;
  let isHidden = false;
  /** Whether the first word of the row is struck through; null before it. */
  let isStruck: boolean | null = null;
  let column = -1;
  let cells: string[] = [];
  let cell = { type: '', style: 0, value: '', hasValue: false, hasFormula: false };
  let inValue = false;
  await read(book, sheet, {
    open: (name, attributes) => {
      if (name === 'row') {
        const { r, hidden: hides } = attributes();
        row = rowOf(r) ?? row + 1;
        isHidden = hides === '1' || hides === 'true';
        isStruck = null;
        column = -1;
        cells = [];
      } else if (name === 'c') {
        const { r, t = 'n', s = '0' } = attributes();
        column = r ? columnOf(r) : column + 1;
        cell = { type: t, style: Number(s), value: '', hasValue: false, hasFormula: false };
      } else if (name === 'v' || name === 't') {
        inValue = true;
        cell.hasValue = true;
      } else if (name === 'f') {
        cell.hasFormula = true;
      } else if (name === 'mergeCell') {
        const merge = mergeOf(attributes().ref ?? '');
        if (merge && merges.length < MAX_LINES) merges.push(merge);
      } else if (name === 'tablePart') {
        tables.push(attributes()['r:id'] ?? '');
      }
    },
    text: (text) => {
      if (inValue) cell.value = grown(cell.value, text);
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && column < MAX_COLUMNS) {
        while (cells.length < column) cells.push('');
        const text = shown(cell, look, book.date1904);
        cells[column] = text;
        if (/\p{L}/u.test(text)) isStruck ??= look.struck.has(cell.style);
      }
      if (name === 'row' && cells.some((text) => text.trim() !== '')) {
        lines.push([row, cells]);
        if (isHidden || isStruck) hidden.push(row);
        // The table refuses longer lists, so there is no need to read them all.
        if (lines.length > MAX_TABLE_LINES) throw tooManyLines();
      }
    },
  });
  spread(lines, merges);
  const totals = await totalRows(book, sheet, tables);
  return {
    lines: lines.filter(([number]) => !totals.has(number)),
    hidden,
    totals: lines.flatMap(([number]) => (totals.has(number) ? [number] : [])),
  };
}

type Merge = { top: number; bottom: number; left: number; right: number };

function mergeOf(ref: string): Merge | null {
  const [, from, top, to, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (!from || !to) return null;
  return {
    top: Number(top),
    bottom: Number(bottom),
    left: columnOf(`${from}1`),
    right: Math.min(columnOf(`${to}1`), MAX_COLUMNS - 1),
  };
}

/** Copies a merged cell's text to all of its cells, as far as there are rows. */
function spread(lines: UploadedLine[], merges: readonly Merge[]): void {
  const places = new Map(lines.map(([number], index) => [number, index]));
  let room = MAX_LINES;
  for (const { top, bottom, left, right } of merges) {
    const text = lines[places.get(top) ?? -1]?.[1][left] ?? '';
    if (text === '' || left >= MAX_COLUMNS) continue;
    for (let row = top; row <= Math.min(bottom, top + MAX_LINES) && room > 0; row++) {
      room--;
      const cells = lines[places.get(row) ?? -1]?.[1];
      for (let column = left; cells && column <= right; column++) {
        while (cells.length <= column) cells.push('');
        if (cells[column] === '') cells[column] = text;
      }
    }
  }
}

/** Finds the last rows of a sheet's tables if they are totals. */
async function totalRows(book: Workbook, sheet: string, tables: readonly string[]): Promise<Set<number>> {
  const rows = new Set<number>();
  if (tables.length === 0) return rows;
  const targets = await relationsOf(book, sheet.replace(/([^/]+)$/, '_rels/$1.rels'));
  for (const id of new Set(tables)) {
    const path = targets.get(id)?.replace(/^(\.\.\/|\/?xl\/)/, 'xl/') ?? '';
    await read(book, path, {
      open: (name, attributes) => {
        if (name !== 'table') return;
        const { ref = '', totalsRowCount = '0' } = attributes();
        const bottom = mergeOf(ref)?.bottom;
        for (let count = 0; bottom && count < Math.min(Number(totalsRowCount), 3); count++) rows.add(bottom - count);
      },
    });
  }
  return rows;
}

function rowOf(number: string | undefined): number | null {
  return number && /^[1-9]\d{0,6}$/.test(number) ? Number(number) : null;
}

/** Returns the column of an address: `AB12` is 27. Anything else is far to the right, where nothing is read. */
function columnOf(address: string): number {
  const emails = /^([A-Z]{1,3})\d+$/.exec(address)?.[1];
  if (!emails) return MAX_COLUMNS;
  return [...emails].reduce((sum, email) => sum * 26 + email.charCodeAt(0) - 64, 0) - 1;
}

type Cell = { type: string; style: number; value: string; hasValue: boolean; hasFormula: boolean };

function shown(
  { type, style, value, hasValue, hasFormula }: Cell,
  { shared, formats }: Look,
  date1904: boolean,
): string {
  // An empty text is a result; no value at all is not.
  if (hasFormula && (!hasValue || value === '') && type !== 'str') return NO_RESULT;
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  // A formula's error, such as #N/A, is never blank, which would mean the event's units.
  if (type === 'e') return value.startsWith('#') ? value : '#ERROR!';
  if (type === 'd') return value.replace(/T00:00:00.*$/, '').replace('T', ' ');
  if (type === 'n' && value.trim() !== '' && Number.isFinite(Number(value))) {
    // 6.25 can be stored as 6.2500000000000001.
    return formatNumber(Number(Number(value).toPrecision(15)), formats[style] ?? 'General', date1904);
  }
  return value;
}

async function read(book: Workbook, part: string, hooks: XmlHooks): Promise<void> {
  const entry = book.parts.get(part);
  if (!entry) return;
  await readXml(await book.archive.openReadStreamPromise(entry), book, hooks);
}
