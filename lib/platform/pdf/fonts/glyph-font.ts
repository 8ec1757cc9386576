import type { Cluster } from './shaper';
import { componentPlaces, MORE, OFFSETS, type TrueType, viewOf, WORDS } from './truetype';

/** A glyph of the new font: one glyph of an old one, or several of one font, each at its position. */
export type Drawing = { source: TrueType; parts: Cluster['glyphs']; advance: number };

type MadeGlyph = { bytes: Uint8Array; advance: number };

/**
 * Builds a TrueType font with a blank glyph and then these drawings, in order; all their sources have the same units per em.
 * Characters that are drawn with several glyphs (an Indic syllable, a character with its marks) become one glyph, so that
 * each can be mapped to its text directly.
 */
export function glyphFont(drawings: readonly Drawing[]): Buffer {
  const [{ source: first }] = drawings as [Drawing];
  const glyphs: MadeGlyph[] = [];
  const copies = new Map<TrueType, Map<number, number>>();
  const waiting: { source: TrueType; id: number }[] = [];
  /** Returns the number that a source's glyph gets after the drawings, for a drawing that is composed of it. */
  const copierOf = (source: TrueType) => (id: number) => {
    const known = copies.get(source) ?? new Map<number, number>();
    copies.set(source, known);
    let number = known.get(id);
    if (number === undefined) {
      number = 1 + drawings.length + waiting.length;
      known.set(id, number);
      waiting.push({ source, id });
    }
    return number;
  };
  const take = (source: TrueType, id: number) => renumbered(source.glyph(id), copierOf(source));

  glyphs.push({ bytes: take(first, 0), advance: first.advance(0) });
  for (const { source, parts, advance } of drawings) {
    const inked = parts.filter(({ id }) => source.glyph(id).length > 0);
    const [only] = inked;
    const asItIs = inked.length === 1 && only!.dx === 0 && only!.dy === 0;
    const together = () => (inked.length === 0 ? new Uint8Array() : composed(source, inked, copierOf(source)));
    glyphs.push({ bytes: asItIs ? take(source, only!.id) : together(), advance: Math.max(0, advance) });
  }
  // Grows during the loop, because a part may itself be composed of others.
  for (const { source, id } of waiting) glyphs.push({ bytes: take(source, id), advance: source.advance(id) });
  return assembled(first, glyphs);
}

function renumbered(glyph: Uint8Array, copyOf: (id: number) => number): Uint8Array {
  const places = componentPlaces(glyph);
  if (places.length === 0) return glyph;
  const copy = Uint8Array.from(glyph);
  const view = viewOf(copy);
  for (const place of places) view.setUint16(place, copyOf(view.getUint16(place)));
  return copy;
}

function composed(source: TrueType, parts: Drawing['parts'], copyOf: (id: number) => number): Uint8Array {
  const glyph = new Uint8Array(10 + 8 * parts.length);
  const view = viewOf(glyph);
  const box = [32_767, 32_767, -32_768, -32_768] as [number, number, number, number];
  parts.forEach(({ id, dx, dy }, index) => {
    const at = 10 + 8 * index;
    view.setUint16(at, WORDS | OFFSETS | (index < parts.length - 1 ? MORE : 0));
    view.setUint16(at + 2, copyOf(id));
    view.setInt16(at + 4, dx);
    view.setInt16(at + 6, dy);
    const part = viewOf(source.glyph(id));
    box[0] = Math.min(box[0], part.getInt16(2) + dx);
    box[1] = Math.min(box[1], part.getInt16(4) + dy);
    box[2] = Math.max(box[2], part.getInt16(6) + dx);
    box[3] = Math.max(box[3], part.getInt16(8) + dy);
  });
  view.setInt16(0, -1);
  box.forEach((value, index) => {
    view.setInt16(2 + 2 * index, value);
  });
  return glyph;
}

function assembled(source: TrueType, glyphs: readonly MadeGlyph[]): Buffer {
  const loca = Buffer.alloc(4 * (glyphs.length + 1));
  const hmtx = Buffer.alloc(4 * glyphs.length);
  const outlines: Uint8Array[] = [];
  let length = 0;
  glyphs.forEach(({ bytes, advance }, index) => {
    hmtx.writeUInt16BE(advance, 4 * index);
    if (bytes.length > 0) hmtx.writeInt16BE(viewOf(bytes).getInt16(2), 4 * index + 2);
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    outlines.push(padded);
    length += padded.length;
    loca.writeUInt32BE(length, 4 * (index + 1));
  });
  const head = copyOfTable(source, 'head');
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  const hhea = copyOfTable(source, 'hhea');
  hhea.writeUInt16BE(glyphs.length, 34);
  const maxp = copyOfTable(source, 'maxp');
  maxp.writeUInt16BE(glyphs.length, 4);
  if (maxp.length >= 32) {
    // Points and contours of composite glyphs, their parts, and the nesting depth: generous bounds.
    maxp.writeUInt16BE(Math.min(65_535, maxp.readUInt16BE(6) * 8), 10);
    maxp.writeUInt16BE(Math.min(65_535, maxp.readUInt16BE(8) * 8), 12);
    maxp.writeUInt16BE(Math.max(64, maxp.readUInt16BE(28)), 28);
    maxp.writeUInt16BE(Math.max(4, maxp.readUInt16BE(30) + 1), 30);
  }
  return file([
    ['glyf', Buffer.concat(outlines)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
  ]);
}

function copyOfTable(source: TrueType, tag: string): Buffer {
  const { buffer, byteOffset, byteLength } = source.table(tag);
  return Buffer.from(new Uint8Array(buffer, byteOffset, byteLength));
}

function file(tables: [tag: string, bytes: Buffer][]): Buffer {
  const head = Buffer.alloc(12 + 16 * tables.length);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(tables.length, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((tables.length - power) * 16, 10);
  const parts = [head];
  let at = head.length;
  tables.forEach(([tag, bytes], index) => {
    const entry = 12 + 16 * index;
    const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
    bytes.copy(padded);
    head.write(tag, entry, 'latin1');
    head.writeUInt32BE(checksum(padded), entry + 4);
    head.writeUInt32BE(at, entry + 8);
    head.writeUInt32BE(bytes.length, entry + 12);
    parts.push(padded);
    at += padded.length;
  });
  const whole = Buffer.concat(parts);
  const headTable = whole.readUInt32BE(12 + 16 * tables.findIndex(([tag]) => tag === 'head') + 8);
  whole.writeUInt32BE((0xb1b0afba - checksum(whole)) >>> 0, headTable + 8);
  return whole;
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
