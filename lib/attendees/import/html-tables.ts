import type { UploadedLine } from '@/db/schema';
import { MAX_CELL, MAX_COLUMNS, MAX_SHEETS, MAX_TABLE_LINES } from './limits';
import type { Sheet } from './sheets';
import { tooManyLines } from './table';
import { grown } from './xml';

const START =
  /^(\ufeff|\s|<!--[^>]{0,2000}-->|<\?xml[^>]{0,200}>)*<(!doctype\s+html|html|table|head|meta|body|style|div|thead|tbody|tr)\b/i;

/** Returns whether a text is a web page, which learning systems export as "Excel" files. */
export const isHtml = (text: string) => START.test(text.slice(0, 4_000));

/** Returns the encoding that a page declares for itself. */
export const charsetOf = (start: string) =>
  /<meta[^>]{0,200}charset=["']?([\w-]{3,20})/i.exec(start)?.[1]?.toLowerCase() ?? null;

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  middot: '·',
  bull: '•',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  ordf: 'ª',
  ordm: 'º',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  oslash: 'ø',
  Oslash: 'Ø',
  aring: 'å',
  Aring: 'Å',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
  check: '✓',
};
/** The names of accents in entities, and the combining mark that adds each one to a letter. */
const ACCENTS: Record<string, string> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  caron: '\u030c',
  ring: '\u030a',
};

/** Decodes the entities in a text of a page. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(#x[\da-f]{1,8}|#\d{1,9}|[a-z]\w{1,9});?/gi, (written, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
    }
    const accent = /^(\w)(acute|grave|circ|uml|tilde|cedil|caron|ring)$/i.exec(name);
    if (accent) return (accent[1]! + ACCENTS[accent[2]!.toLowerCase()]!).normalize('NFC');
    return NAMED[name] ?? written;
  });
}

const TAG = /<(!--[\s\S]*?(?:-->|$)|(\/?)([a-z][a-z\d:]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>?)/gi;
/** Elements that are not shown; everything up to their end is skipped. */
const UNSEEN = /^(style|script|title|noscript|template)$/;

/** Returns the tables of a page with the text of their cells. Nothing is fetched, and nothing runs. */
export function readHtml(html: string): Sheet[] {
  const sheets: Sheet[] = [];
  let sheet: Sheet | null = null;
  let cells: string[] | null = null;
  let cell: { text: string; span: number; rows: number } | null = null;
  /** Cells that go on into the rows below, by their columns. */
  let spanning = new Map<number, { text: string; rows: number }>();
  let unseen: string | null = null;
  let at = 0;
  const endCell = () => {
    if (!cell || !cells) return;
    const text = decodeEntities(cell.text).trim();
    fillFromAbove(cells);
    for (let span = 0; span < cell.span && cells.length < MAX_COLUMNS; span++) {
      if (cell.rows > 1) spanning.set(cells.length, { text, rows: cell.rows - 1 });
      cells.push(text);
    }
    cell = null;
  };
  const fillFromAbove = (row: string[]) => {
    for (let above = spanning.get(row.length); above && above.rows > 0; above = spanning.get(row.length)) {
      above.rows--;
      row.push(above.text);
    }
  };
  const endRow = () => {
    endCell();
    if (cells) fillFromAbove(cells);
    if (sheet && cells?.some((text) => text !== '')) {
      sheet.lines.push([sheet.lines.length + 1, cells] as UploadedLine);
      if (sheet.lines.length > MAX_TABLE_LINES) throw tooManyLines();
    }
    cells = null;
  };
  const endTable = () => {
    endRow();
    spanning = new Map();
    if (sheet && sheet.lines.length > 0 && sheets.length < MAX_SHEETS)
      sheets.push({ ...sheet, name: `Table ${sheets.length + 1}` });
    sheet = null;
  };
  for (const match of html.matchAll(TAG)) {
    if (cell && !unseen)
      cell.text = grown(cell.text, html.slice(at, Math.min(match.index, at + 10 * MAX_CELL)).replaceAll(/\s+/g, ' '));
    at = match.index + match[0].length;
    const name = match[3]?.toLowerCase();
    if (!name) continue;
    const closes = match[2] === '/';
    if (unseen) {
      if (closes && name === unseen) unseen = null;
    } else if (UNSEEN.test(name) && !closes) unseen = name;
    else if (name === 'table') {
      endTable();
      if (!closes) sheet = { name: '', lines: [], hidden: [], totals: [] };
    } else if (name === 'tr') {
      endRow();
      if (!closes) {
        sheet ??= { name: '', lines: [], hidden: [], totals: [] };
        cells = [];
      }
    } else if (name === 'td' || name === 'th') {
      endCell();
      if (!closes && cells)
        cell = {
          text: '',
          span: Math.min(Number(/colspan\s*=\s*["']?(\d{1,3})/i.exec(match[4] ?? '')?.[1] ?? 1), MAX_COLUMNS),
          rows: Number(/rowspan\s*=\s*["']?(\d{1,3})/i.exec(match[4] ?? '')?.[1] ?? 1),
        };
    } else if (cell && /^(br|p|div|li)$/.test(name) && (cell as { text: string }).text !== '')
      (cell as { text: string }).text += '\n';
  }
  endTable();
  return sheets;
}
