const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Replaces all characters but the first, however many there are. */
const REST = '•••';

/**
 * Masks `Jane O’Connor-Łuk` as `J••• O•••-Ł•••`: enough to see that a certificate was issued to somebody else, too
 * little to learn to whom. Blanks and hyphens remain, and of each part only the first character as people count
 * characters; its length stays hidden.
 */
export function maskedName(name: string): string {
  return name.replaceAll(PARTS, (part) => firstOf(part) + REST);
}

/** Returns the same for screen readers: `J, O, Ł`. */
export function initialsOf(name: string): string {
  return Array.from(name.match(PARTS) ?? [], firstOf).join(', ');
}

const PARTS = /[^\s\p{Pd}]+/gu;

function firstOf(part: string): string {
  const [first] = characters.segment(part);
  return first?.segment ?? '';
}
