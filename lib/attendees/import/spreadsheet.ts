import { unzipSync } from 'fflate';
import { Parser } from 'saxen';
import type { UploadedLine } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import { MAX_CELL, MAX_COLUMNS, MAX_LINES, MAX_UNPACKED_BYTES } from './limits';
import { tableOf, tooManyLines } from './table';

const UNREADABLE =
  'This file cannot be read as a spreadsheet. Save it anew as an Excel workbook (.xlsx) or as CSV, then choose that file.';
const TOO_LARGE = 'This spreadsheet unpacks to far more than a list of names. Copy the list alone into a new file.';

/** A workbook is a ZIP archive; so is much else, which is found out later. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The first sheet of a workbook (.xlsx) that is shown and has text: what its cells show, as text. Formulas are never
 * worked out; the value that was saved with one counts. Nothing grows with what the file only claims, such as a cell in the last row there can be.
 * @throws AppError `invalid` for a file that is none, or is made to fill the memory
 */
export function readSpreadsheet(bytes: Uint8Array): UploadedLine[] {
  try {
    const parts = unpack(bytes);
    const sheets = sheetsOf(parts);
    if (sheets.length === 0) throw new AppError('invalid', UNREADABLE);
    const shared = sharedStrings(parts['xl/sharedStrings.xml']);
    for (const sheet of sheets) {
      const lines = linesOf(sheet, shared);
      if (lines.length > 0) return tableOf(lines);
    }
    return tableOf([]);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', UNREADABLE, { cause: error });
  }
}

/** What a cell is cut to later, with room for blanks around it. */
const LONGEST_TEXT = 2 * MAX_CELL;

type Parts = Record<string, string | undefined>;

const WANTED = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

/** Only what is needed, and only what the archive says will fit: fflate never writes beyond the size that was said. */
function unpack(bytes: Uint8Array): Parts {
  let unpacked = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!WANTED.test(name)) return false;
      unpacked += originalSize;
      if (unpacked > MAX_UNPACKED_BYTES) throw new AppError('invalid', TOO_LARGE);
      return true;
    },
  });
  const decoder = new TextDecoder();
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, decoder.decode(file)]));
}

/** Those that a person sees, in the order of the workbook's tabs, not of its files. */
function sheetsOf(parts: Parts): string[] {
  // Each once: a workbook may name one large sheet a thousand times.
  const shown = new Set<string | undefined>();
  const targets = new Map<string | undefined, string | undefined>();
  read(parts['xl/workbook.xml'], {
    open: (name, attributes) => {
      if (name !== 'sheet') return;
      const { 'r:id': id, state = 'visible' } = attributes();
      if (state === 'visible') shown.add(id);
    },
  });
  read(parts['xl/_rels/workbook.xml.rels'], {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes().Id, attributes().Target);
    },
  });
  const paths = new Set(Array.from(shown, (id) => targets.get(id)?.replace(/^\/?(xl\/)?/, 'xl/') ?? ''));
  const sheets = Array.from(paths).flatMap((path) => parts[path] || []);
  return sheets.length > 0 ? sheets : [parts['xl/worksheets/sheet1.xml'] || []].flat();
}

/**
 * Takes up the pieces of one cell's text, and no more of it than a cell may hold: a short file can have one long text
 * shown by each of its cells, and each would be gone through.
 */
function grown(text: string, more: string): string {
  return text.length < LONGEST_TEXT ? (text + more).slice(0, LONGEST_TEXT) : text;
}

/** Texts that cells name by number. Reading aids over East Asian words (`rPh`) are no part of them. */
function sharedStrings(xml: string | undefined): string[] {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inAid = false;
  read(xml, {
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

function linesOf(xml: string, shared: readonly string[]): UploadedLine[] {
  const lines: UploadedLine[] = [];
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let type = '';
  let value = '';
  let inValue = false;
  read(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = rowOf(attributes().r) ?? row + 1;
        column = -1;
        cells = [];
      } else if (name === 'c') {
        const { r, t = 'n' } = attributes();
        column = r ? columnOf(r) : column + 1;
        type = t;
        value = '';
      } else if (name === 'v' || name === 't') {
        inValue = true;
      }
    },
    text: (text) => {
      if (inValue) value = grown(value, text);
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && column < MAX_COLUMNS) {
        while (cells.length < column) cells.push('');
        cells[column] = shown(type, value, shared);
      }
      if (name === 'row' && cells.some((cell) => cell.trim() !== '')) {
        lines.push([row, cells]);
        // Many more are refused by the table; there is no need to read them all.
        if (lines.length > MAX_LINES + 1) throw tooManyLines();
      }
    },
  });
  return lines;
}

function rowOf(number: string | undefined): number | null {
  return number && /^[1-9]\d{0,6}$/.test(number) ? Number(number) : null;
}

/** `AB12` is column 27. Anything else stands far to the right, where nothing is read. */
function columnOf(address: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(address)?.[1];
  if (!letters) return MAX_COLUMNS;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function shown(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  // A formula's error, such as #N/A, says nothing of a person.
  if (type === 'e') return '';
  // 6.25 may be kept as 6.2500000000000001.
  if (type === 'n' && value.trim() !== '' && Number.isFinite(Number(value)))
    return String(Number(Number(value).toPrecision(15)));
  return value;
}

type Hooks = {
  open: (name: string, attributes: () => Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

/** Walks through a part by its elements' own names, whatever prefix they have. Entities of a DTD are not known here. */
function read(xml: string | undefined, { open, text, close }: Hooks): void {
  if (!xml) return;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser();
  parser.on('openTag', (name, attributes) => open(local(name), attributes as () => Record<string, string>));
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
}
