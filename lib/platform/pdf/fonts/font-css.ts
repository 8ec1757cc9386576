import { LRUCache } from 'lru-cache';
import { sharedInProcess } from '../../shared';
import { TEXT_FACE } from './faces';
import type { FontFile } from './font-files';
import { fontPartsOf, JOINERS } from './font-parts';
import { subsetFont } from './subset';
import { trueType } from './truetype';

/** An `@font-face` rule with its font embedded, and its family name. */
export type EmbeddedFont = { family: string; css: string };

/** Encoded fonts of recent pages: the next event of the same provider needs mostly the same characters. */
const recent = sharedInProcess('pdf.font-css', () => new LRUCache<string, string>({ max: 500, maxSize: 32 << 20 }));

/** Returns the fonts that this text needs besides `has`, the family and characters that the page includes anyway. */
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

/** Embeds a font that is cut down to these characters, as a `data:` address inside its own `@font-face`. */
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
    // The weight range keeps Chromium from synthesizing a bold.
    css = `@font-face{font-family:"${name}";font-weight:1 1000;${heightOf(file)}src:url(data:font/ttf;base64,${font.toString('base64')})}`;
    recent.set(key, css, { size: css.length });
  }
  return { family: name, css };
}

const SPACE = 0x20;
/** The most that a font may reach further above its baseline than below, in ems; others make a line taller. */
const MAX_LEAN = 0.5;

/** Keeps a font that counts much blank as part of its characters, like Mongolian, from pushing lines down. */
function heightOf({ truetype }: FontFile): string {
  const { ascent, descent, unitsPerEm } = trueType(truetype);
  if ((ascent + descent) / 2 / unitsPerEm <= MAX_LEAN) return '';
  const below = -descent / unitsPerEm;
  return `ascent-override:${Math.round((2 * MAX_LEAN + below - 0.2) * 100)}%;descent-override:${Math.round(below * 100)}%;`;
}

function fingerprint(codePoints: number[]): string {
  let hash = 7;
  for (const codePoint of codePoints) hash = (Math.imul(hash, 31) + codePoint) >>> 0;
  return hash.toString(36);
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
