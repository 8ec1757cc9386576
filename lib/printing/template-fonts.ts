import {
  codePointsIn,
  type EmbeddedFont,
  embedFont,
  type Face,
  fontFileOf,
  ITALIC_FACE,
  PLAIN_TEXT,
  SCRIPT_FACE,
  STRONG_FACE,
  subsetFont,
  TEXT_FACE,
} from '@/lib/platform/pdf/fonts';
import { FAMILIES } from './template/values';
import { WORDING } from './template/wording';

const { heading, sections } = WORDING;

type TemplateFont = { face: Face; family: string; text: string; smallCaps?: boolean };

/** The template's own fonts, each with the characters that every certificate needs from it. */
export const TEMPLATE_FONTS: Record<Exclude<keyof typeof FAMILIES, 'script'>, TemplateFont> = {
  text: { face: TEXT_FACE, family: FAMILIES.text, text: PLAIN_TEXT },
  // The fixed headings, and the digits of the units.
  strong: {
    face: STRONG_FACE,
    family: FAMILIES.strong,
    text: `${heading}${Object.values(sections).join('')}Section IV0123456789.`,
    smallCaps: true,
  },
  // The statements, which administrators can change.
  italic: { face: ITALIC_FACE, family: FAMILIES.italic, text: PLAIN_TEXT },
};

/** The font of typed signatures; a certificate embeds only the characters of its own signature. */
const SCRIPT_FONT: Pick<TemplateFont, 'face' | 'family'> = { face: SCRIPT_FACE, family: FAMILIES.script };

/** Embeds the script font for this signature; null when it lacks a character, so that other fonts must be used. */
export async function scriptFontFor(text: string): Promise<EmbeddedFont | null> {
  const file = await fontFileOf(SCRIPT_FONT.face);
  const codePoints = codePointsIn(text);
  return codePoints.every((codePoint) => file.codePoints.has(codePoint))
    ? embedFont(file, codePoints, { family: SCRIPT_FONT.family })
    : null;
}

/** Returns one of the template's fonts as TrueType, for certificates on the screen; null when there is no such font. */
export async function screenFont(name: string): Promise<Buffer | null> {
  if (name === 'script') {
    const file = await fontFileOf(SCRIPT_FONT.face);
    return Buffer.from(await subsetFont(file, file.codePoints));
  }
  if (!Object.hasOwn(TEMPLATE_FONTS, name)) return null;
  const font = TEMPLATE_FONTS[name as keyof typeof TEMPLATE_FONTS];
  const { smallCaps = false } = font;
  return Buffer.from(await subsetFont(await fontFileOf(font.face), codePointsIn(font.text), { smallCaps }));
}
