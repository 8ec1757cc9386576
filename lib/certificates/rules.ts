import { firstUnprintable } from '../platform/pdf/fonts/choose-faces';

/**
 * Why this text cannot stand on a certificate, or null. Certificates carry their fonts with them, so what none of
 * the fonts has (emoji, rare scripts) is refused where it is typed instead of being printed as an empty box.
 */
export function whyNotPrintable(text: string): string | null {
  // Every font has these; a roster of thousands of names is checked while somebody waits.
  if (/^[\x20-\x7e]*$/.test(text)) return null;
  const letter = firstUnprintable(text);
  return letter === null
    ? null
    : `“${letter}” cannot be printed on a certificate. Please leave it out or spell it in another way.`;
}
