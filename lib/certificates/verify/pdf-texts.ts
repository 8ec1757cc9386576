/**
 * The meaning of each character number. A page refers to characters by number, and each of its fonts has such a table.
 */
type GlyphTable = Map<string, string>;

/**
 * Limits on how many tables are tried on how many characters: a certificate has fewer than ten tables and a few
 * thousand characters.
 */
const MAX_TABLES = 24;
const MAX_GLYPHS = 100_000;
const MAX_RANGE = 256;
/** All four-digit numbers; a small file can claim millions of meanings, and everybody waits while it is read. */
const MAX_MEANINGS = 65_536;

/**
 * Returns the text of the pages, read with each table of the file in turn: the right table gives the words on the page,
 * and the others give nonsense, which does no harm to a search for a serial.
 * @param streams the unpacked streams of a PDF, as Latin-1
 */
export function* textsIn(streams: readonly string[]): Generator<string> {
  const tables = streams
    .filter((stream) => stream.includes('begincmap'))
    .slice(0, MAX_TABLES)
    .map(tableOf);
  let room = MAX_GLYPHS;
  for (const stream of streams) {
    if (room <= 0) return;
    const characters = charactersOf(stream, room);
    room -= characters.length;
    if (characters.length === 0) continue;
    for (const table of tables) yield characters.map((character) => table.get(character) ?? ' ').join('');
  }
}

/**
 * Returns the numbers of the characters that a page shows, in order, as four hexadecimal digits each; at most `most`.
 */
function charactersOf(stream: string, most: number): string[] {
  if (!/T[jJ]/.test(stream)) return [];
  let shown = '';
  for (const [, digits = ''] of stream.matchAll(/<([0-9A-Fa-f]{4,})>/g)) {
    shown += digits;
    if (shown.length >= most * 4) break;
  }
  return (
    shown
      .slice(0, most * 4)
      .toUpperCase()
      .match(/.{4}/g) ?? []
  );
}

function tableOf(stream: string): GlyphTable {
  const table: GlyphTable = new Map();
  let room = MAX_MEANINGS;
  for (const [character, meaning] of meaningsOf(stream)) {
    if (room-- <= 0) break;
    table.set(character, meaning);
  }
  return table;
}

function* meaningsOf(stream: string): Generator<[character: string, meaning: string]> {
  for (const block of blocksOf(stream, 'bfchar')) {
    for (const [, character = '', code = ''] of block.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g)) {
      yield [character.toUpperCase(), charOf(code, 0)];
    }
  }
  for (const block of blocksOf(stream, 'bfrange')) {
    const ranges = block.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g);
    for (const [, from = '', to = '', code = ''] of ranges) {
      const first = Number.parseInt(from, 16);
      const count = Math.min(Number.parseInt(to, 16) - first + 1, MAX_RANGE);
      for (let n = 0; n < count; n++) yield [numberOf(first + n), charOf(code, n)];
    }
  }
}

/** Avoids a regular expression, which would search to the end of a hostile file again and again. */
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

function numberOf(character: number): string {
  return character.toString(16).toUpperCase().padStart(4, '0');
}
