import { ITALIC_FACE, STRONG_FACE, TEXT_FACE } from '../platform/pdf/fonts/faces';
import { embedFont, fontsForText } from '../platform/pdf/fonts/font-css';
import { fontFilesFor } from '../platform/pdf/fonts/font-files';
import type { CertificateFacts } from './facts';
import { certificateDocument } from './template/certificate';
import { FAMILIES, valuesOf } from './template/values';
import { WORDING } from './template/wording';

/** The whole page that is printed, with the fonts it needs and nothing to fetch. */
export async function certificateHtml(facts: CertificateFacts): Promise<string> {
  return certificateDocument(facts, await fontCssFor(facts));
}

const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
const PLAIN_TEXT = `${ASCII}‘’“”–—…·`;
const { heading, sections, participantStatement, providerStatement } = WORDING;
/** The fixed words in each of the template's other two fonts, and the figure of the units. */
const STRONG_TEXT = `${heading}${Object.values(sections).join('')}Section IV0123456789.`;
const ITALIC_TEXT = participantStatement + providerStatement;

/** The template's own three fonts, and for each value whatever else its letters need. */
async function fontCssFor(facts: CertificateFacts): Promise<string> {
  const own = await Promise.all([
    embedFont(await onlyFile(TEXT_FACE), codePoints(PLAIN_TEXT), { family: FAMILIES.text }),
    embedFont(await onlyFile(STRONG_FACE), codePoints(STRONG_TEXT), { family: FAMILIES.strong, smallCaps: true }),
    embedFont(await onlyFile(ITALIC_FACE), codePoints(ITALIC_TEXT), { family: FAMILIES.italic }),
  ]);
  const css = new Set(own.map((font) => font.css));
  for (const [field, value] of Object.entries(valuesOf(facts))) {
    const fonts = await fontsForText(value, { family: FAMILIES.text, text: PLAIN_TEXT });
    for (const font of fonts) css.add(font.css);
    const families = fonts.map((font) => `"${font.family}"`);
    if (families.some((family) => family !== `"${FAMILIES.text}"`)) {
      css.add(`.certificate [data-field="${field}"]{font-family:${families.join()},"${FAMILIES.text}"}`);
    }
  }
  return [...css].join('\n');
}

async function onlyFile(face: typeof TEXT_FACE) {
  const [file] = await fontFilesFor(face, []);
  return file!;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
