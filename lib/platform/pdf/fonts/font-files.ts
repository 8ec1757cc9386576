import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sharedInProcess } from '../../shared';
import { codePointsOf } from './character-map';
import type { Face } from './faces';

/** A font file in memory, as TrueType regardless of its format on disk. */
export type FontFile = { id: string; truetype: Uint8Array; codePoints: ReadonlySet<number> };

type Slice = { id: string; path: string; declared: (codePoint: number) => boolean; only?: RegExp };

/** All fonts together have 84 MB. When this many bytes were read, the files are forgotten, and those in use are read again. */
const MAX_KEPT = 32 << 20;

const cache = sharedInProcess('pdf.fonts', () => ({
  files: new Map<string, Promise<FontFile>>(),
  kept: 0,
  slices: new Map<string, Promise<Slice[]>>(),
  decoding: Promise.resolve() as Promise<unknown>,
}));

/** Returns the files of a face that may contain one of the code points; each is kept for a while. */
export async function fontFilesFor(face: Face, codePoints: Iterable<number>): Promise<FontFile[]> {
  const wanted = [...codePoints];
  const slices = await remember(cache.slices, face.id, () => slicesOf(face));
  const useful = face.file ? slices : slices.filter((slice) => wanted.some(slice.declared));
  return Promise.all(useful.map((slice) => remember(cache.files, slice.id, () => keepFont(slice))));
}

/** Returns every file of a face. Reads them all: for generating the coverage table. */
export async function allFontFiles(face: Face): Promise<FontFile[]> {
  return Promise.all((await slicesOf(face)).map(readFont));
}

async function slicesOf(face: Face): Promise<Slice[]> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', face.package);
  if (face.file) return [{ id: face.id, path: path.join(folder, face.file), declared: () => true, only: face.only }];
  const ranges = JSON.parse(await readFile(path.join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const name = path.basename(face.package);
  return Object.entries(ranges)
    .map(([slice, range]) => [slice.replace(/[[\]]/g, ''), range] as const)
    .filter(([slice]) => face.slices?.includes(slice) ?? true)
    .map(([slice, range]) => ({
      id: `${face.id}-${slice}`,
      path: path.join(folder, 'files', `${name}-${slice}-wght-normal.woff2`),
      declared: within(range),
    }));
}

/** Returns a test for CSS's unicode-range notation, "U+0301,U+0400-045F". */
function within(range: string): (codePoint: number) => boolean {
  const spans = range.split(',').map((part) => {
    const [from, to] = part.trim().slice(2).split('-');
    return [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)] as const;
  });
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}

async function keepFont(slice: Slice): Promise<FontFile> {
  const font = await readFont(slice);
  if (cache.kept > MAX_KEPT) {
    cache.files.clear();
    cache.kept = 0;
  }
  cache.kept += font.truetype.byteLength;
  return font;
}

async function readFont(slice: Slice): Promise<FontFile> {
  const bytes = await readFile(slice.path);
  const truetype = bytes.toString('latin1', 0, 4) === 'wOF2' ? await decompress(bytes) : bytes;
  const all = codePointsOf(truetype);
  const { only } = slice;
  const codePoints = only ? new Set([...all].filter((each) => only.test(String.fromCodePoint(each)))) : all;
  return { id: slice.id, truetype, codePoints };
}

/**
 * Decompresses one file after another, because the decoder returns a view of its own memory, which the next call overwrites.
 */
function decompress(woff2: Uint8Array): Promise<Uint8Array> {
  const turn = cache.decoding.then(async () => {
    const { default: decode } = await import('wawoff2/decompress.js');
    return Uint8Array.from(await decode(woff2));
  });
  cache.decoding = turn.catch(() => {});
  return turn;
}

function remember<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  // A file that could not be read now may be readable later.
  made.catch(() => map.delete(key));
  return made;
}
