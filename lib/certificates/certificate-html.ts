import { embedFont, fontsForText } from '../platform/pdf/fonts/font-css';
import type { NamedFacts, ParticipantFacts, SharedFacts } from './facts';
import { qrCodeOf } from './qr-code';
import { drawnSignature, type SignatureArt } from './signing/signature-art';
import { certificateDocument, type Drawn } from './template/certificate';
import { entriesOf, FAMILIES, valuesOf } from './template/values';
import { codePointsIn, fileOf, PLAIN_TEXT, scriptFontFor, TEMPLATE_FONTS } from './template-fonts';

/**
 * The whole page that is printed, with the fonts it needs and nothing to fetch. `art` stands on the signature's line
 * of Section IV; without it the line is left for ink.
 */
export async function certificateHtml(
  facts: SharedFacts | NamedFacts,
  art: SignatureArt | null,
  drawn: Pick<Drawn, 'qrCode'> = {},
): Promise<string> {
  return certificateDocument(facts, await fontCssFor(facts, art), {
    linked: true,
    signature: art && drawnSignature(art),
    qrCode: drawn.qrCode ?? ('verifyUrl' in facts ? qrCodeOf(facts.verifyUrl) : null),
  });
}

/** The template's own fonts, and for each value whatever else its letters need. */
async function fontCssFor(facts: SharedFacts & Partial<ParticipantFacts>, art: SignatureArt | null): Promise<string> {
  const own = await Promise.all(
    Object.values(TEMPLATE_FONTS).map(async (font) => embedFont(await fileOf(font), codePointsIn(font.text), font)),
  );
  const css = new Set(own.map((font) => font.css));
  const written: Record<string, string> = { ...valuesOf(facts), ...entriesOf(facts) };
  if (art?.kind === 'typed') {
    const script = await scriptFontFor(art.text);
    if (script) css.add(script.css);
    else written.signature = art.text;
  }
  for (const [field, value] of Object.entries(written)) {
    const fonts = await fontsForText(value, { family: FAMILIES.text, text: PLAIN_TEXT });
    for (const font of fonts) css.add(font.css);
    const families = fonts.map((font) => `"${font.family}"`);
    if (families.some((family) => family !== `"${FAMILIES.text}"`)) {
      css.add(`.certificate [data-field="${field}"]{font-family:${families.join()},"${FAMILIES.text}"}`);
    }
  }
  return [...css].join('\n');
}
