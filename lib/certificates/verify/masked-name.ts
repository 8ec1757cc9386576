const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * `Jane O’Connor-Łuk` → `J••• O•••••••-Ł••`: enough to see that a certificate in hand is made out to somebody else, too
 * little to learn who somebody is. Blanks and hyphens stay; of each part the first letter, as people count letters.
 */
export function maskedName(name: string): string {
  return name.replaceAll(/[^\s\p{Pd}]+/gu, (part) => {
    const [first = '', ...rest] = [...letters.segment(part)].map(({ segment }) => segment);
    return first + '•'.repeat(rest.length);
  });
}

/** The same for ears: `J, O, Ł`. */
export function initialsOf(name: string): string {
  return maskedName(name)
    .split(/[\s\p{Pd}•]+/u)
    .filter((initial) => initial !== '')
    .join(', ');
}
