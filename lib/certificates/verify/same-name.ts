import { nameKey } from '@/lib/attendees/identity';

// Points and accents that people write or leave out at will: those of Arabic and Hebrew, and of capitals in the Greek and
// Cyrillic scripts. Not the vowel signs of the Indic scripts or the voicing marks of Japanese.
const OPTIONAL =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;

/**
 * Whether two spellings are the same name, as rosters compare names. Blanks and signs do not count either, because
 * somebody types the name from a sheet of paper; nor do points and accents that one of the two leaves out. A spelling
 * without any character is no name and the same as nothing.
 */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [characters(one), characters(other)];
  if (a === b) return a !== '';
  const [plainA, plainB] = [plain(a), plain(b)];
  return plainA !== '' && plainA === plainB && (a === plainA || b === plainB);
}

function characters(name: string): string {
  return nameKey(name).replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}

function plain(name: string): string {
  return name.normalize('NFD').replaceAll(OPTIONAL, '').normalize('NFC');
}
