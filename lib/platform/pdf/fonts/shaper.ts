import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sharedInProcess } from '../../shared';
import type { FontFile } from './font-files';
import { subsetFont } from './subset';
import { type TrueType, trueType } from './truetype';

/** A font as the browser gets it, ready for shaping text. */
export type ShapingFont = {
  id: string;
  outlines: TrueType;
  shaper: Shaper /** Address in its memory. */;
  font: number;
};

/** Glyphs that together represent some characters, from the left; lengths are in font units. */
export type Cluster = {
  /** The characters, in reading order. */
  text: string;
  glyphs: { id: number; dx: number; dy: number }[];
  advance: number;
};

/** The part of HarfBuzz's C interface that is used; numbers are addresses in its memory. */
type HarfBuzz = {
  memory: WebAssembly.Memory;
  __wasm_call_ctors: () => void;
  malloc: (size: number) => number;
  hb_blob_create: (data: number, length: number, mode: number, user: number, destroy: number) => number;
  hb_face_create: (blob: number, index: number) => number;
  hb_font_create: (face: number) => number;
  hb_font_set_scale: (font: number, x: number, y: number) => void;
  hb_buffer_create: () => number;
  hb_buffer_reset: (buffer: number) => void;
  hb_buffer_set_direction: (buffer: number, direction: number) => void;
  hb_buffer_set_language: (buffer: number, language: number) => void;
  hb_buffer_set_flags: (buffer: number, flags: number) => void;
  hb_buffer_add_utf16: (buffer: number, text: number, length: number, from: number, count: number) => void;
  hb_buffer_guess_segment_properties: (buffer: number) => void;
  hb_buffer_get_length: (buffer: number) => number;
  hb_buffer_get_glyph_infos: (buffer: number, length: number) => number;
  hb_buffer_get_glyph_positions: (buffer: number, length: number) => number;
  hb_language_from_string: (text: number, length: number) => number;
  hb_shape: (font: number, buffer: number, features: number, count: number) => void;
};

type Shaper = { hb: HarfBuzz; buffer: number; text: number; english: number };

const DIRECTION = { ltr: 4, rtl: 5 };
const READ_ONLY = 1;
const REMOVE_INVISIBLE = 8;
/** The number of UTF-16 units that fit into the memory reserved for texts. */
const MAX_LENGTH = 4096;

/** HarfBuzz never gives a font's memory back: when this many bytes are in it, a new one is begun, and the old one goes with the last text that it sets. */
const MAX_LOADED = 32 << 20;

/** A HarfBuzz with its own memory, and the fonts in it. */
type Started = { shaper: Promise<Shaper>; fonts: Map<string, Promise<ShapingFont>>; loaded: number };

const begin = (): Started => ({ shaper: loadHarfBuzz(), fonts: new Map(), loaded: 0 });

const shared = sharedInProcess('pdf.shaper', () => ({ started: undefined as Started | undefined }));

/** Loads the whole font, made in the same way as the parts of it that pages include, so that both set text identically. */
export function shapingFont(file: FontFile): Promise<ShapingFont> {
  if (!shared.started || shared.started.loaded > MAX_LOADED) shared.started = begin();
  const { started } = shared;
  let font = started.fonts.get(file.id);
  if (!font) {
    font = load(started, file);
    started.fonts.set(file.id, font);
    font.catch(() => {
      if (shared.started === started) shared.started = undefined;
    });
  }
  return font;
}

async function load(started: Started, file: FontFile): Promise<ShapingFont> {
  started.loaded += file.truetype.byteLength;
  const shaper = await started.shaper;
  const { hb } = shaper;
  const bytes = await subsetFont(file, file.codePoints);
  const outlines = trueType(bytes);
  const address = hb.malloc(bytes.length);
  if (address === 0) throw new Error(`HarfBuzz has no memory for the font ${file.id}.`);
  new Uint8Array(hb.memory.buffer).set(bytes, address);
  const font = hb.hb_font_create(hb.hb_face_create(hb.hb_blob_create(address, bytes.length, READ_ONLY, 0, 0), 0));
  hb.hb_font_set_scale(font, outlines.unitsPerEm, outlines.unitsPerEm);
  return { id: file.id, outlines, shaper, font };
}

/** Returns the glyphs of a text with one direction, script and font, from left to right. */
export function shape({ shaper, font }: ShapingFont, text: string, direction: 'ltr' | 'rtl'): Cluster[] {
  const { hb, buffer } = shaper;
  if (text.length > MAX_LENGTH) throw new Error('This text is too long to be shaped at once.');
  const units = new Uint16Array(hb.memory.buffer, shaper.text, text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  hb.hb_buffer_reset(buffer);
  hb.hb_buffer_add_utf16(buffer, shaper.text, text.length, 0, text.length);
  hb.hb_buffer_set_flags(buffer, REMOVE_INVISIBLE);
  hb.hb_buffer_set_direction(buffer, DIRECTION[direction]);
  hb.hb_buffer_set_language(buffer, shaper.english);
  hb.hb_buffer_guess_segment_properties(buffer);
  hb.hb_shape(font, buffer, 0, 0);
  return clustersOf(hb, buffer, text, direction);
}

function clustersOf(hb: HarfBuzz, buffer: number, text: string, direction: 'ltr' | 'rtl'): Cluster[] {
  const count = hb.hb_buffer_get_length(buffer);
  // Five 32-bit numbers each: glyph, mask, cluster, …; advances, offsets, ….
  const infos = new Uint32Array(hb.memory.buffer, hb.hb_buffer_get_glyph_infos(buffer, 0), count * 5);
  const positions = new Int32Array(hb.memory.buffer, hb.hb_buffer_get_glyph_positions(buffer, 0), count * 5);
  const clusters: (Cluster & { from: number })[] = [];
  for (let at = 0; at < count * 5; at += 5) {
    const from = infos[at + 2]!;
    let cluster = clusters.at(-1);
    if (cluster?.from !== from) {
      cluster = { from, text: '', glyphs: [], advance: 0 };
      clusters.push(cluster);
    }
    cluster.glyphs.push({ id: infos[at]!, dx: cluster.advance + positions[at + 2]!, dy: positions[at + 3]! });
    cluster.advance += positions[at]!;
  }
  clusters.forEach((cluster, at) => {
    const next = direction === 'ltr' ? clusters[at + 1] : clusters[at - 1];
    cluster.text = text.slice(cluster.from, next?.from ?? text.length);
  });
  return clusters;
}

async function loadHarfBuzz(): Promise<Shaper> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/harfbuzzjs/dist/harfbuzz.wasm');
  let memory: WebAssembly.Memory | undefined;
  const fail = () => {
    throw new Error('HarfBuzz gave up.');
  };
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    wasi_snapshot_preview1: { proc_exit: fail },
    env: {
      _emscripten_runtime_keepalive_clear: () => {},
      _abort_js: fail,
      _setitimer_js: () => 0,
      emscripten_resize_heap: (size: number) => {
        memory!.grow(Math.ceil((size - memory!.buffer.byteLength) / 65_536));
        return 1;
      },
    },
  });
  const hb = instance.exports as unknown as HarfBuzz;
  memory = hb.memory;
  hb.__wasm_call_ctors();
  const name = hb.malloc(2);
  new Uint8Array(hb.memory.buffer).set(Buffer.from('en'), name);
  return {
    hb,
    buffer: hb.hb_buffer_create(),
    text: hb.malloc(MAX_LENGTH * 2),
    english: hb.hb_language_from_string(name, 2),
  };
}
