import { type Face, ITALIC_FACE, SCRIPT_FACE, STRONG_FACE, TEXT_FACE } from '../platform/pdf/fonts/faces';
import { type EmbeddedFont, embedFont } from '../platform/pdf/fonts/font-css';
import { type FontFile, fontFilesFor } from '../platform/pdf/fonts/font-files';
import { subsetFont } from '../platform/pdf/fonts/subset';
import { FAMILIES } from './template/values';
import { WORDING } from './template/wording';

const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
const { heading, sections, participantStatement, providerStatement } = WORDING;

/** The letters of the text font that every certificate brings along. */
export const PLAIN_TEXT = `${ASCII}‘’“”–—…·`;

type TemplateFont = { face: Face; family: string; text: string; smallCaps?: boolean };

/** The template's own fonts, each with the letters that every certificate asks it for. */
export const TEMPLATE_FONTS: Record<Exclude<keyof typeof FAMILIES, 'script'>, TemplateFont> = {
  text: { face: TEXT_FACE, family: FAMILIES.text, text: PLAIN_TEXT },
  // The fixed headings, and the figure of the units.
  strong: {
    face: STRONG_FACE,
    family: FAMILIES.strong,
    text: `${heading}${Object.values(sections).join('')}Section IV0123456789.`,
    smallCaps: true,
  },
  italic: { face: ITALIC_FACE, family: FAMILIES.italic, text: participantStatement + providerStatement },
};

/** The face of typed signatures; a certificate brings along the letters of its own signature only. */
const SCRIPT_FONT: Pick<TemplateFont, 'face' | 'family'> = { face: SCRIPT_FACE, family: FAMILIES.script };

export async function fileOf({ face }: Pick<TemplateFont, 'face'>): Promise<FontFile> {
  const [file] = await fontFilesFor(face, []);
  return file!;
}

/** The script face for this signature; null when it lacks one of the letters, so that other faces must set it. */
export async function scriptFontFor(text: string): Promise<EmbeddedFont | null> {
  const file = await fileOf(SCRIPT_FONT);
  const codePoints = codePointsIn(text);
  return codePoints.every((codePoint) => file.codePoints.has(codePoint))
    ? embedFont(file, codePoints, { family: SCRIPT_FONT.family })
    : null;
}

export function codePointsIn(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

/** One of the template's fonts for the certificate on the screen, as TrueType; null when there is none of that name. */
export async function screenFont(name: string): Promise<Buffer | null> {
  if (name === 'script') {
    const file = await fileOf(SCRIPT_FONT);
    return Buffer.from(await subsetFont(file, file.codePoints));
  }
  if (!Object.hasOwn(TEMPLATE_FONTS, name)) return null;
  const font = TEMPLATE_FONTS[name as keyof typeof TEMPLATE_FONTS];
  const { smallCaps = false } = font;
  return Buffer.from(await subsetFont(await fileOf(font), codePointsIn(font.text), { smallCaps }));
}
