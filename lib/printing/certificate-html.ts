import { AppError } from '@/lib/platform/errors';
import { codePointsIn, embedFont, fontFileOf, fontsForText, PLAIN_TEXT } from '@/lib/platform/pdf/fonts';
import { whyNotPrintable } from '@/lib/platform/printable';
import type { NamedFacts, ParticipantFacts, SharedFacts } from './facts';
import { qrCodeOf } from './qr-code';
import { drawnSignature, type SignatureArt } from './signature/signature-art';
import { certificateDocument, type Drawn } from './template/certificate';
import { entriesOf, FAMILIES, valuesOf } from './template/values';
import { scriptFontFor, TEMPLATE_FONTS } from './template-fonts';

/**
 * Returns the complete page to print, with its fonts embedded and nothing to fetch. `art` goes on the signature line of
 * Section IV; without it, the line is left for ink.
 * @throws AppError `invalid` for a character that no font has, because it would be missing on paper
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

/** Embeds the template's own fonts, and for each value the other fonts that its characters need. */
async function fontCssFor(facts: SharedFacts & Partial<ParticipantFacts>, art: SignatureArt | null): Promise<string> {
  const own = await Promise.all(
    Object.values(TEMPLATE_FONTS).map(async (font) =>
      embedFont(await fontFileOf(font.face), codePointsIn(font.text), font),
    ),
  );
  const css = new Set(own.map((font) => font.css));
  const written: Record<string, string> = { ...valuesOf(facts), ...entriesOf(facts) };
  if (art?.kind === 'typed') {
    const script = await scriptFontFor(art.text);
    if (script) css.add(script.css);
    else written.signature = art.text;
  }
  for (const [field, value] of Object.entries(written)) {
    const why = whyNotPrintable(value);
    if (why) throw new AppError('invalid', why);
    const fonts = await fontsForText(value, { family: FAMILIES.text, text: PLAIN_TEXT });
    for (const font of fonts) css.add(font.css);
    const families = fonts.map((font) => `"${font.family}"`);
    if (families.some((family) => family !== `"${FAMILIES.text}"`)) {
      css.add(`.certificate [data-field="${field}"]{font-family:${families.join()},"${FAMILIES.text}"}`);
    }
  }
  return [...css].join('\n');
}
