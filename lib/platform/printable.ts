import { firstUnprintable } from './pdf/fonts/choose-faces';

/**
 * Returns why this text cannot appear on a certificate, or null. Certificates embed their fonts, so characters that none of
 * the fonts has (emoji, rare scripts) are refused as they are typed instead of being printed as empty boxes.
 */
export function whyNotPrintable(text: string): string | null {
  // The text font has these; a roster of thousands of names is checked while somebody waits.
  if (/^[\x20-\x7e\u00c0-\u017f\u2019]*$/.test(text)) return null;
  const character = firstUnprintable(text);
  return character === null
    ? null
    : `“${character}” can’t be printed on a certificate. Leave it out or spell it another way.`;
}
