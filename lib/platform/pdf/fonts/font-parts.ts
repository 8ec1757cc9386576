import { chooseFaces } from './choose-faces';
import { type Face, OTHER_FACES, TEXT_FACE } from './faces';
import { type FontFile, fontFilesFor } from './font-files';

/** A font file, and the code points of a text that it sets. */
export type FontPart = { entry: string; file: FontFile; part: number[] };

/** Returns the font files that set this text, in order of precedence. */
export async function fontPartsOf(text: string): Promise<FontPart[]> {
  const parts: FontPart[] = [];
  for (const [entry, codePoints] of chooseFaces(text)) {
    for (const { file, part } of await filesFor(entry, codePoints, text)) {
      // When two entries use the same file, it is one font, because characters of two fonts would not be shaped
      // together.
      const same = parts.find((each) => each.file.id === file.id);
      if (same) same.part = [...new Set([...same.part, ...part])];
      else parts.push({ entry, file, part });
    }
  }
  return parts;
}

/**
 * Joiners, and the selectors and narrow blank of Mongolian: they control the shaping of Persian, Indic, Khmer and Mongolian
 * words, so the font must have them.
 */
export const JOINERS = [0x200c, 0x200d, 0x2060, 0x180b, 0x180c, 0x180d, 0x180e, 0x180f, 0x202f];

type Part = { file: FontFile; part: number[] };

async function filesFor(entry: string, codePoints: ReadonlySet<number>, text: string): Promise<Part[]> {
  if (entry === 'cjk') return eastAsianFiles(codePoints, text);
  const face = [TEXT_FACE, ...OTHER_FACES].find(({ id }) => entry === id || entry.startsWith(`${id}-`))!;
  const files = await fontFilesFor(face, codePoints);
  return files.filter((file) => file.id === entry).map((file) => ({ file, part: [...codePoints] }));
}

/**
 * Chinese, Japanese and Korean draw many shared characters differently; the rest of the text indicates which face is meant.
 * The first face that has all the characters sets them; otherwise they come from several faces.
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
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return ['jp', 'sc', 'tc', 'kr', 'hk'];
  if (/\p{Script=Hangul}/u.test(text)) return ['kr', 'sc', 'tc', 'jp', 'hk'];
  if (/\p{Script=Bopomofo}/u.test(text)) return ['tc', 'sc', 'jp', 'kr', 'hk'];
  return ['sc', 'tc', 'jp', 'kr', 'hk'];
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
