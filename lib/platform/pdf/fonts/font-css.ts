import { LRUCache } from 'lru-cache';
import { sharedInProcess } from '../../shared';
import { chooseFaces } from './choose-faces';
import { type Face, OTHER_FACES, TEXT_FACE } from './faces';
import { type FontFile, fontFilesFor } from './font-files';
import { subsetFont } from './subset';

/** One `@font-face` with its font inside, and the family name to ask for it by. */
export type EmbeddedFont = { family: string; css: string };

/** Encoded fonts of recent pages: the next event of the same provider needs much the same letters. */
const recent = sharedInProcess('pdf.font-css', () => new LRUCache<string, string>({ max: 500, maxSize: 32 << 20 }));

/** The fonts that this text needs besides `has`, the family and letters that the page brings along anyway. */
export async function fontsForText(text: string, has: { family: string; text: string }): Promise<EmbeddedFont[]> {
  const fonts: EmbeddedFont[] = [];
  const present = new Set(codePointsOf(has.text));
  const invisible = codePointsOf(text).filter((codePoint) => INVISIBLE.includes(codePoint));
  for (const [entry, codePoints] of chooseFaces(text)) {
    if (entry === TEXT_FACE.id && [...codePoints].every((codePoint) => present.has(codePoint))) {
      fonts.push({ family: has.family, css: '' });
      continue;
    }
    for (const { file, part } of await filesFor(entry, codePoints, text)) {
      fonts.push(await embedFont(file, [...part, ...invisible]));
    }
  }
  return fonts;
}

/** A font cut down to these letters, as a `data:` address inside its own `@font-face`. */
export async function embedFont(
  file: FontFile,
  codePoints: Iterable<number>,
  { family = '', smallCaps = false } = {},
): Promise<EmbeddedFont> {
  const wanted = [...new Set([SPACE, ...codePoints])].sort((a, b) => a - b);
  const name = family || `Certificate ${file.id} ${wanted.length > 1 ? fingerprint(wanted) : ''}`.trim();
  const key = `${name}:${file.id}:${smallCaps}:${wanted.join()}`;
  let css = recent.get(key);
  if (!css) {
    const font = await subsetFont(file, wanted, { smallCaps });
    // The weight range keeps Chromium from smearing a bold of its own.
    css = `@font-face{font-family:"${name}";font-weight:1 1000;src:url(data:font/ttf;base64,${font.toString('base64')})}`;
    recent.set(key, css, { size: css.length });
  }
  return { family: name, css };
}

const SPACE = 0x20;
/** Joiners: they steer the shaping of Persian, Indic and Khmer words, so the font must know them. */
const INVISIBLE = [0x200c, 0x200d, 0x2060];

function fingerprint(codePoints: number[]): string {
  let hash = 7;
  for (const codePoint of codePoints) hash = (Math.imul(hash, 31) + codePoint) >>> 0;
  return hash.toString(36);
}

type Part = { file: FontFile; part: number[] };

async function filesFor(entry: string, codePoints: ReadonlySet<number>, text: string): Promise<Part[]> {
  if (entry === 'cjk') return eastAsianFiles(codePoints, text);
  const face = [TEXT_FACE, ...OTHER_FACES].find(({ id }) => entry === id || entry.startsWith(`${id}-`))!;
  const files = await fontFilesFor(face, codePoints);
  return files.filter((file) => file.id === entry).map((file) => ({ file, part: [...codePoints] }));
}

/**
 * Chinese, Japanese and Korean draw many shared characters differently; what else stands in the text tells which
 * face is meant. The first face that has all the characters sets them; else they are taken from several.
 */
async function eastAsianFiles(codePoints: ReadonlySet<number>, text: string): Promise<Part[]> {
  const byId = (id: string): Face => OTHER_FACES.find((face) => face.id === id)!;
  const faces = eastAsianOrder(text).map(byId);
  let best: Part[] = [];
  let left = new Set(codePoints);
  for (const face of faces) {
    const parts = partsOf(await fontFilesFor(face, codePoints), codePoints);
    if (sizeOf(parts) === codePoints.size) return parts;
    const more = partsOf(await fontFilesFor(face, left), left);
    best = [...best, ...more];
    left = new Set([...left].filter((codePoint) => !more.some(({ part }) => part.includes(codePoint))));
  }
  return best;
}

function eastAsianOrder(text: string): string[] {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return ['jp', 'sc', 'tc', 'kr'];
  if (/\p{Script=Hangul}/u.test(text)) return ['kr', 'sc', 'tc', 'jp'];
  if (/\p{Script=Bopomofo}/u.test(text)) return ['tc', 'sc', 'jp', 'kr'];
  return ['sc', 'tc', 'jp', 'kr'];
}

function partsOf(files: FontFile[], codePoints: ReadonlySet<number>): Part[] {
  const left = new Set(codePoints);
  const parts: Part[] = [];
  for (const file of files) {
    const part = [...left].filter((codePoint) => file.codePoints.has(codePoint));
    for (const codePoint of part) left.delete(codePoint);
    if (part.length > 0) parts.push({ file, part });
  }
  return parts;
}

function sizeOf(parts: Part[]): number {
  return parts.reduce((total, { part }) => total + part.length, 0);
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
