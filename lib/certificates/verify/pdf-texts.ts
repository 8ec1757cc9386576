/** A page names its letters by number; each of its fonts has a table of what the numbers mean. */
type LetterTable = Map<string, string>;

/** So many tables are tried on so many letters: a certificate has fewer than ten tables and some thousand letters. */
const MOST_TABLES = 24;
const MOST_LETTERS = 100_000;
const LARGEST_RANGE = 256;
/** As many as there are letters of four digits; a small file can claim millions, and is read while everybody waits. */
const MOST_MEANINGS = 65_536;

/**
 * What pages show, read with each table of the file in turn: with the right one a word comes out as it stands there, and
 * with the others as nonsense, which does no harm to who looks for a serial.
 * @param streams the unpacked streams of a PDF, as Latin-1
 */
export function* textsIn(streams: readonly string[]): Generator<string> {
  const tables = streams
    .filter((stream) => stream.includes('begincmap'))
    .slice(0, MOST_TABLES)
    .map(tableOf);
  let room = MOST_LETTERS;
  for (const stream of streams) {
    const letters = lettersOf(stream).slice(0, room);
    room -= letters.length;
    if (letters.length === 0) continue;
    for (const table of tables) yield letters.map((letter) => table.get(letter) ?? ' ').join('');
  }
}

/** The numbers of all letters that a page shows, in its order, as four digits each. */
function lettersOf(stream: string): string[] {
  if (!/T[jJ]/.test(stream)) return [];
  const shown = [...stream.matchAll(/<([0-9A-Fa-f]{4,})>/g)].map(([, digits = '']) => digits).join('');
  return shown.toUpperCase().match(/.{4}/g) ?? [];
}

function tableOf(stream: string): LetterTable {
  const table: LetterTable = new Map();
  let room = MOST_MEANINGS;
  for (const [letter, meaning] of meaningsOf(stream)) {
    if (room-- <= 0) break;
    table.set(letter, meaning);
  }
  return table;
}

function* meaningsOf(stream: string): Generator<[letter: string, meaning: string]> {
  for (const block of blocksOf(stream, 'bfchar')) {
    for (const [, letter = '', code = ''] of block.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g)) {
      yield [letter.toUpperCase(), charOf(code, 0)];
    }
  }
  for (const block of blocksOf(stream, 'bfrange')) {
    const ranges = block.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g);
    for (const [, from = '', to = '', code = ''] of ranges) {
      const first = Number.parseInt(from, 16);
      const count = Math.min(Number.parseInt(to, 16) - first + 1, LARGEST_RANGE);
      for (let n = 0; n < count; n++) yield [numberOf(first + n), charOf(code, n)];
    }
  }
}

/** Not a regular expression: that would search to the end of a hostile file again and again. */
function* blocksOf(stream: string, kind: 'bfchar' | 'bfrange'): Generator<string> {
  for (let at = 0; ; ) {
    const begin = stream.indexOf(`begin${kind}`, at);
    const end = begin < 0 ? -1 : stream.indexOf(`end${kind}`, begin);
    if (end < 0) return;
    yield stream.slice(begin, end);
    at = end;
  }
}

function charOf(code: string, further: number): string {
  return String.fromCharCode(Number.parseInt(code, 16) + further);
}

function numberOf(letter: number): string {
  return letter.toString(16).toUpperCase().padStart(4, '0');
}
