import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sharedInProcess } from '../../shared';
import type { FontFile } from './font-files';

/** The part of HarfBuzz's C interface that is used; numbers are addresses in its memory. */
type HarfBuzz = {
  memory: WebAssembly.Memory;
  _initialize: () => void;
  malloc: (size: number) => number;
  hb_blob_create: (data: number, length: number, mode: number, user: number, destroy: number) => number;
  hb_blob_destroy: (blob: number) => void;
  hb_blob_get_data: (blob: number, length: number) => number;
  hb_blob_get_length: (blob: number) => number;
  hb_face_create: (blob: number, index: number) => number;
  hb_face_destroy: (face: number) => void;
  hb_face_reference_blob: (face: number) => number;
  hb_set_add: (set: number, value: number) => void;
  hb_set_clear: (set: number) => void;
  hb_set_del: (set: number, value: number) => void;
  hb_set_invert: (set: number) => void;
  hb_subset_input_create_or_fail: () => number;
  hb_subset_input_destroy: (input: number) => void;
  hb_subset_input_unicode_set: (input: number) => number;
  hb_subset_input_set_flags: (input: number, flags: number) => void;
  hb_subset_input_set: (input: number, kind: number) => number;
  hb_subset_input_pin_axis_location: (input: number, face: number, axis: number, value: number) => number;
  hb_subset_or_fail: (face: number, input: number) => number;
};

const LAYOUT_FEATURES = 6;
const READ_ONLY = 1;
const NO_HINTING = 1;
const WEIGHT_AXIS = tag('wght');
/** Between regular and medium, to match the color of Source Serif's regular in print. */
const WEIGHT = 450;

/** Alternates that no page uses; each would include its glyphs, and triple the size of the font. */
const UNUSED_FEATURES = [
  'aalt c2sc case dnom frac hist numr onum ordn pnum salt sinf subs sups swsh titl tnum zero'.split(' '),
  Array.from({ length: 20 }, (_, i) => `ss${String(i + 1).padStart(2, '0')}`),
  Array.from({ length: 99 }, (_, i) => `cv${String(i + 1).padStart(2, '0')}`),
].flat();

/** Vowel signs that shaping may split, and AM of Thai and Lao, which it does split. */
const TAKEN_APART = /[\p{M}\u0e33\u0eb3]/u;
// HarfBuzz's Khmer shaper draws the first of these before a character for the left half of the others; Unicode does not say so.
const KHMER_LEFT_HALF = 0x17c1;
const KHMER_HALVES = /[\u17be-\u17c0\u17c4\u17c5]/;

/** HarfBuzz's memory can't grow beyond 65 MB, and never gets a font back: when this many bytes are in it, a new one is begun. */
const MAX_LOADED = 20 << 20;

/** A HarfBuzz with its own memory, and the fonts in it. */
type Started = { hb: HarfBuzz; faces: Map<string, number>; loaded: number };

const shared = sharedInProcess('pdf.harfbuzz', () => ({
  program: undefined as Promise<WebAssembly.Module> | undefined,
  started: undefined as Started | undefined,
}));

/**
 * Builds a font with only the glyphs of these code points and all their shaping rules. A variable font becomes a static one,
 * because Chromium would print a variable one as Type 3, which some printers render badly.
 */
export async function subsetFont(
  font: FontFile,
  codePoints: Iterable<number>,
  { smallCaps = false } = {},
): Promise<Buffer> {
  const program = await compiled();
  const wanted = [...codePoints].flatMap((codePoint) => [codePoint, ...piecesOf(codePoint)]);
  try {
    return cut(startedFor(program, font), font, wanted, smallCaps);
  } catch {
    // What was left of the memory may have been too little, or broken.
    shared.started = undefined;
    return cut(startedFor(program, font), font, wanted, smallCaps);
  }
}

function cut(started: Started, font: FontFile, codePoints: readonly number[], smallCaps: boolean): Buffer {
  const { hb } = started;
  const face = loadFace(started, font);
  const input = hb.hb_subset_input_create_or_fail();
  try {
    const features = hb.hb_subset_input_set(input, LAYOUT_FEATURES);
    hb.hb_set_clear(features);
    hb.hb_set_invert(features);
    for (const feature of UNUSED_FEATURES) hb.hb_set_del(features, tag(feature));
    if (!smallCaps) hb.hb_set_del(features, tag('smcp'));
    hb.hb_subset_input_set_flags(input, NO_HINTING);
    const unicodes = hb.hb_subset_input_unicode_set(input);
    for (const codePoint of codePoints) hb.hb_set_add(unicodes, codePoint);
    // Returns 0 for a font without such an axis, which is fine.
    hb.hb_subset_input_pin_axis_location(input, face, WEIGHT_AXIS, WEIGHT);
    const subset = hb.hb_subset_or_fail(face, input);
    if (subset === 0) throw new Error(`The font ${font.id} could not be cut down.`);
    const blob = hb.hb_face_reference_blob(subset);
    const start = hb.hb_blob_get_data(blob, 0);
    const bytes = Buffer.from(new Uint8Array(hb.memory.buffer, start, hb.hb_blob_get_length(blob)));
    hb.hb_blob_destroy(blob);
    hb.hb_face_destroy(subset);
    return bytes;
  } finally {
    hb.hb_subset_input_destroy(input);
  }
}

/** Returns the pieces of a sign that is split; without them in the font, it comes out as gaps and dotted circles. */
function piecesOf(codePoint: number): number[] {
  const sign = String.fromCodePoint(codePoint);
  if (!TAKEN_APART.test(sign)) return [];
  const pieces = Array.from(sign.normalize('NFKD'), (piece) => piece.codePointAt(0)!);
  return KHMER_HALVES.test(sign) ? [...pieces, KHMER_LEFT_HALF] : pieces;
}

/** Returns the HarfBuzz that has the font, or has room for it. */
function startedFor(program: WebAssembly.Module, font: FontFile): Started {
  const { started } = shared;
  if (started?.faces.has(font.id)) return started;
  if (started && started.loaded + font.truetype.byteLength <= MAX_LOADED) return started;
  const hb = new WebAssembly.Instance(program).exports as unknown as HarfBuzz;
  hb._initialize();
  shared.started = { hb, faces: new Map(), loaded: 0 };
  return shared.started;
}

function loadFace(started: Started, font: FontFile): number {
  const { hb, faces } = started;
  const known = faces.get(font.id);
  if (known) return known;
  const { byteLength } = font.truetype;
  const address = hb.malloc(byteLength);
  // Writing there would overwrite HarfBuzz's own data.
  if (address === 0) throw new Error(`HarfBuzz has no memory for the font ${font.id}.`);
  new Uint8Array(hb.memory.buffer).set(font.truetype, address);
  const blob = hb.hb_blob_create(address, byteLength, READ_ONLY, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  hb.hb_blob_destroy(blob);
  faces.set(font.id, face);
  started.loaded += byteLength;
  return face;
}

function compiled(): Promise<WebAssembly.Module> {
  if (!shared.program) {
    shared.program = compile();
    // What could not be read now may be readable later.
    shared.program.catch(() => {
      shared.program = undefined;
    });
  }
  return shared.program;
}

async function compile(): Promise<WebAssembly.Module> {
  const file = path.join(
    /* turbopackIgnore: true */ process.cwd(),
    'node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm',
  );
  return WebAssembly.compile(await readFile(file));
}

function tag(name: string): number {
  return [...name].reduce((value, character) => value * 256 + character.charCodeAt(0), 0);
}
