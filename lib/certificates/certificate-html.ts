import { embedFont, fontsForText } from '../platform/pdf/fonts/font-css';
import type { NamedFacts, ParticipantFacts, SharedFacts } from './facts';
import type { SignatureArt } from './signing/signature-art';
import { certificateDocument } from './template/certificate';
import { FAMILIES, valuesOf } from './template/values';
import { codePointsIn, fileOf, PLAIN_TEXT, TEMPLATE_FONTS } from './template-fonts';

/** The whole page that is printed, with the fonts it needs and nothing to fetch. */
export async function certificateHtml(facts: SharedFacts | NamedFacts, _art: SignatureArt | null): Promise<string> {
  return certificateDocument(facts, await fontCssFor(facts));
}

/** The template's own three fonts, and for each value whatever else its letters need. */
async function fontCssFor(facts: SharedFacts & Partial<ParticipantFacts>): Promise<string> {
  const own = await Promise.all(
    Object.values(TEMPLATE_FONTS).map(async (font) => embedFont(await fileOf(font), codePointsIn(font.text), font)),
  );
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
