import { codePointsIn, fileOf, PLAIN_TEXT, TEMPLATE_FONTS } from '@/lib/certificates/template-fonts';
import { STRONG_FACE } from '@/lib/platform/pdf/fonts/faces';
import { embedFont, fontsForText } from '@/lib/platform/pdf/fonts/font-css';

/** The fonts of a sheet: the rules that bring them, and which families set a text. */
export type SheetFonts = { css: string; familiesOf: (text: string) => string };

const PLAIN = { family: TEMPLATE_FONTS.text.family, text: PLAIN_TEXT };

/**
 * Chinese, Japanese and Korean draw many characters differently, and what else stands in a text tells which is meant;
 * so names of one kind share their fonts and names of different kinds do not.
 */
function kindOf(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'jp';
  if (/\p{Script=Hangul}/u.test(text)) return 'kr';
  if (/\p{Script=Bopomofo}/u.test(text)) return 'tc';
  return /\p{Script=Han}/u.test(text) ? 'cn' : 'other';
}

/** The fonts in which all these texts can be printed, each cut down to the letters that are used. */
export async function sheetFonts(texts: readonly string[], headings: string): Promise<SheetFonts> {
  const text = await embedFont(await fileOf(TEMPLATE_FONTS.text), codePointsIn(PLAIN_TEXT), TEMPLATE_FONTS.text);
  const strong = await embedFont(
    await fileOf({ ...TEMPLATE_FONTS.strong, face: STRONG_FACE }),
    codePointsIn(headings),
    { family: TEMPLATE_FONTS.strong.family },
  );
  const css = [text.css, strong.css];
  const families = new Map<string, string>();
  for (const kind of new Set(texts.map(kindOf))) {
    const fonts = await fontsForText(texts.filter((each) => kindOf(each) === kind).join(' '), PLAIN);
    css.push(...fonts.map((font) => font.css));
    families.set(kind, [...new Set([...fonts.map(({ family }) => `"${family}"`), `"${PLAIN.family}"`])].join());
  }
  return { css: [...new Set(css)].join('\n'), familiesOf: (each) => families.get(kindOf(each)) ?? `"${PLAIN.family}"` };
}
