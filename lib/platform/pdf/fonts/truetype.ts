/** The outlines and widths of a TrueType font, without hinting; lengths are in font units. */
export type TrueType = {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  /** The bounding box of all its characters: left, bottom, right, top. */
  box: [number, number, number, number];
  glyphCount: number;
  table: (tag: string) => DataView;
  /** Returns the raw bytes of a glyph in the file; empty for a blank. */
  glyph: (id: number) => Uint8Array;
  advance: (id: number) => number;
};

export function trueType(bytes: Uint8Array): TrueType {
  const file = viewOf(bytes);
  const places = new Map<string, [from: number, length: number]>();
  for (let i = 0; i < file.getUint16(4); i++) {
    const entry = 12 + i * 16;
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    places.set(tag, [file.getUint32(entry + 8), file.getUint32(entry + 12)]);
  }
  const table = (tag: string): DataView => {
    const place = places.get(tag);
    if (!place) throw new Error(`The font has no ${tag} table.`);
    return viewOf(bytes.subarray(place[0], place[0] + place[1]));
  };
  const [head, hhea, hmtx, loca] = [table('head'), table('hhea'), table('hmtx'), table('loca')];
  const glyf = bytes.subarray(places.get('glyf')![0]);
  const long = head.getInt16(50) === 1;
  const glyphCount = table('maxp').getUint16(4);
  const place = (id: number) => (long ? loca.getUint32(id * 4) : loca.getUint16(id * 2) * 2);
  const widths = hhea.getUint16(34);
  return {
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphCount,
    table,
    glyph: (id) => glyf.subarray(place(id), place(id + 1)),
    advance: (id) => hmtx.getUint16(Math.min(id, widths - 1) * 4),
  };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Returns the positions of the component numbers within a composite glyph. */
export function componentPlaces(glyph: Uint8Array): number[] {
  if (glyph.length === 0) return [];
  const view = viewOf(glyph);
  if (view.getInt16(0) >= 0) return [];
  const places: number[] = [];
  for (let at = 10; ; ) {
    const flags = view.getUint16(at);
    places.push(at + 2);
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
    if (!(flags & MORE)) return places;
  }
}

export const WORDS = 0x1;
export const OFFSETS = 0x2;
export const MORE = 0x20;
const SCALE = 0x8;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;
