import { inflateSync } from 'node:zlib';
import { entryOf, referredObject } from '../sealing/dictionary';
import type { PdfObject } from './printed-objects';

/** A text as the browser wrote it into the content of a page. */
export type TextRun = {
  text: string;
  /** From its `BT` to behind its `ET`. */
  from: number;
  to: number;
  /** Size, and where its baseline begins, in the units that hold at this place. */
  size: number;
  x: number;
  y: number;
};

/** The texts of a page's content, in its order. `fonts` is the page's dictionary of fonts. */
export function textRunsOf(content: string, fonts: string, objects: ReadonlyMap<number, PdfObject>): TextRun[] {
  const readers = new Map<string, Map<string, string>>();
  const readerOf = (name: string): Map<string, string> => {
    let reader = readers.get(name);
    if (!reader) {
      reader = characterMapOf(entryOf(fonts, name), objects);
      readers.set(name, reader);
    }
    return reader;
  };
  const runs: TextRun[] = [];
  const pattern = /BT\n\/(\w+) ([\d.]+) Tf\n1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm\n([\s\S]*?)ET\n/g;
  for (const match of content.matchAll(pattern)) {
    const [all, font, size, x, y, shown] = match as unknown as [string, string, string, string, string, string];
    const reader = readerOf(font);
    const codes = [...shown.matchAll(/<([0-9a-fA-F]{4})> Tj/g)].map(([, code]) => code!.toLowerCase());
    runs.push({
      text: codes.map((code) => reader.get(code) ?? '\ufffd').join(''),
      from: match.index,
      to: match.index + all.length,
      size: Number(size),
      x: Number(x),
      y: Number(y),
    });
  }
  return runs;
}

/** What the codes of a font read as. */
function characterMapOf(reference: string | null, objects: ReadonlyMap<number, PdfObject>): Map<string, string> {
  const map = new Map<string, string>();
  const font = objects.get(referredObject(reference) ?? -1);
  const stream = font && objects.get(referredObject(entryOf(font.value, 'ToUnicode')) ?? -1);
  if (!stream?.stream) return map;
  const text = contentOf(stream).toString('latin1');
  const letters = (utf16: string) => Buffer.from(utf16, 'hex').swap16().toString('utf16le');
  for (const [, table] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, utf16] of table!.matchAll(/<(\w{4})>\s*<(\w+)>/g))
      map.set(code!.toLowerCase(), letters(utf16!));
  }
  for (const [, table] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, utf16] of table!.matchAll(/<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g)) {
      const [first, last, letter] = [from!, to!, utf16!].map((digits) => Number.parseInt(digits, 16)) as [
        number,
        number,
        number,
      ];
      for (let code = first; code <= last; code++) {
        map.set(code.toString(16).padStart(4, '0'), String.fromCharCode(letter + code - first));
      }
    }
  }
  return map;
}

/** The bytes of a stream, unpacked. */
export function contentOf({ value, stream }: PdfObject): Buffer {
  const filter = entryOf(value, 'Filter');
  if (!stream || (filter !== null && filter !== '/FlateDecode')) throw new Error('this stream is not read');
  return filter === null ? stream : inflateSync(stream);
}
