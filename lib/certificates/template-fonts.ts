import { type Face, ITALIC_FACE, STRONG_FACE, TEXT_FACE } from '../platform/pdf/fonts/faces';
import { type FontFile, fontFilesFor } from '../platform/pdf/fonts/font-files';
import { subsetFont } from '../platform/pdf/fonts/subset';
import { FAMILIES } from './template/values';
import { WORDING } from './template/wording';

const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
const { heading, sections, participantStatement, providerStatement } = WORDING;

/** The letters of the text font that every certificate brings along. */
export const PLAIN_TEXT = `${ASCII}‘’“”–—…·`;

type TemplateFont = { face: Face; family: string; text: string; smallCaps?: boolean };

/** The template's own three fonts, each with the letters it is asked for. */
export const TEMPLATE_FONTS: Record<keyof typeof FAMILIES, TemplateFont> = {
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

export async function fileOf({ face }: TemplateFont): Promise<FontFile> {
  const [file] = await fontFilesFor(face, []);
  return file!;
}

export function codePointsIn(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

/** One of the template's fonts for the certificate on the screen, as TrueType; null when there is none of that name. */
export async function screenFont(name: string): Promise<Buffer | null> {
  if (!Object.hasOwn(TEMPLATE_FONTS, name)) return null;
  const font = TEMPLATE_FONTS[name as keyof typeof TEMPLATE_FONTS];
  const { smallCaps = false } = font;
  return Buffer.from(await subsetFont(await fileOf(font), codePointsIn(font.text), { smallCaps }));
}
