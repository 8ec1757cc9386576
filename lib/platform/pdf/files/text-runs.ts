import { inflateSync } from 'node:zlib';
import { entryOf, referredObject } from './dictionary';
import type { PdfObject } from './printed-objects';

/** A text as the browser wrote it into the content of a page. */
export type TextRun = {
  text: string;
  /** From the start of its `BT` to the end of its `ET`. */
  from: number;
  to: number;
  /** The font size, and where its baseline begins, in the local units. */
  size: number;
  x: number;
  y: number;
};

/** Returns the texts of a page's content, in order. `fonts` is the page's dictionary of fonts. */
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

/** Returns the text for each code of a font. */
export function characterMapOf(reference: string | null, objects: ReadonlyMap<number, PdfObject>): Map<string, string> {
  const map = new Map<string, string>();
  const font = objects.get(referredObject(reference) ?? -1);
  const stream = font && objects.get(referredObject(entryOf(font.value, 'ToUnicode')) ?? -1);
  if (!stream?.stream) return map;
  const text = contentOf(stream).toString('latin1');
  const characters = (utf16: string) => Buffer.from(utf16, 'hex').swap16().toString('utf16le');
  for (const [, table] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, utf16] of table!.matchAll(/<(\w{4})>\s*<(\w+)>/g))
      map.set(code!.toLowerCase(), characters(utf16!));
  }
  for (const [, table] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, utf16] of table!.matchAll(/<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g)) {
      const [first, last, character] = [from!, to!, utf16!].map((digits) => Number.parseInt(digits, 16)) as [
        number,
        number,
        number,
      ];
      for (let code = first; code <= last; code++) {
        map.set(code.toString(16).padStart(4, '0'), String.fromCharCode(character + code - first));
      }
    }
  }
  return map;
}

/** Returns the unpacked bytes of a stream. */
export function contentOf({ value, stream }: PdfObject): Buffer {
  const filter = entryOf(value, 'Filter');
  if (!stream || (filter !== null && filter !== '/FlateDecode')) throw new Error('this stream is not read');
  return filter === null ? stream : inflateSync(stream);
}
