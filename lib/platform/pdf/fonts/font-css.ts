import { LRUCache } from 'lru-cache';
import { sharedInProcess } from '../../shared';
import { TEXT_FACE } from './faces';
import type { FontFile } from './font-files';
import { fontPartsOf, JOINERS } from './font-parts';
import { subsetFont } from './subset';

/** One `@font-face` with its font inside, and the family name to ask for it by. */
export type EmbeddedFont = { family: string; css: string };

/** Encoded fonts of recent pages: the next event of the same provider needs much the same letters. */
const recent = sharedInProcess('pdf.font-css', () => new LRUCache<string, string>({ max: 500, maxSize: 32 << 20 }));

/** The fonts that this text needs besides `has`, the family and letters that the page brings along anyway. */
export async function fontsForText(text: string, has: { family: string; text: string }): Promise<EmbeddedFont[]> {
  const fonts: EmbeddedFont[] = [];
  const present = new Set(codePointsOf(has.text));
  const invisible = codePointsOf(text).filter((codePoint) => JOINERS.includes(codePoint));
  for (const { entry, file, part } of await fontPartsOf(text)) {
    if (entry === TEXT_FACE.id && part.every((codePoint) => present.has(codePoint))) {
      fonts.push({ family: has.family, css: '' });
    } else {
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

function fingerprint(codePoints: number[]): string {
  let hash = 7;
  for (const codePoint of codePoints) hash = (Math.imul(hash, 31) + codePoint) >>> 0;
  return hash.toString(36);
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
