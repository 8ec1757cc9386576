import {
  codePointsIn,
  embedFont,
  fontFileOf,
  fontsForText,
  PLAIN_TEXT,
  STRONG_FACE,
  TEXT_FACE,
} from '@/lib/platform/pdf/fonts';

/** The fonts of a sheet: the CSS rules that include them, and the families that set a text. */
export type SheetFonts = { css: string; familiesOf: (text: string) => string };

const PLAIN = { family: 'Sheet Serif', text: PLAIN_TEXT };
export const STRONG_FAMILY = 'Sheet Serif Strong';

/**
 * Groups texts by script, because Chinese, Japanese and Korean draw many characters differently, and the rest of the
 * text shows which is meant: names of one kind share their fonts, and names of different kinds do not.
 */
function kindOf(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'jp';
  if (/\p{Script=Hangul}/u.test(text)) return 'kr';
  if (/\p{Script=Bopomofo}/u.test(text)) return 'tc';
  return /\p{Script=Han}/u.test(text) ? 'cn' : 'other';
}

/** Returns the fonts in which all these texts can be printed, each cut down to the characters that are used. */
export async function sheetFonts(texts: readonly string[], headings: string): Promise<SheetFonts> {
  const text = await embedFont(await fontFileOf(TEXT_FACE), codePointsIn(PLAIN_TEXT), PLAIN);
  const strong = await embedFont(await fontFileOf(STRONG_FACE), codePointsIn(headings), { family: STRONG_FAMILY });
  const css = [text.css, strong.css];
  const families = new Map<string, string>();
  for (const kind of new Set(texts.map(kindOf))) {
    const fonts = await fontsForText(texts.filter((each) => kindOf(each) === kind).join(' '), PLAIN);
    css.push(...fonts.map((font) => font.css));
    families.set(kind, [...new Set([...fonts.map(({ family }) => `"${family}"`), `"${PLAIN.family}"`])].join());
  }
  return { css: [...new Set(css)].join('\n'), familiesOf: (each) => families.get(kindOf(each)) ?? `"${PLAIN.family}"` };
}
