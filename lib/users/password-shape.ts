/** The shortest and the longest password, in characters. The shortest is the manual's (M2), the longest our choice. */
export const SHORTEST = 8;
export const LONGEST = 128;

export type ShapeRule = {
  id: 'length' | 'capital' | 'lowercase' | 'numeral';
  /** As it stands in the list beside the box. */
  words: string;
  /** What to do about it. */
  sentence: string;
  holds(password: string): boolean;
};

/**
 * Manual, "Accessing the Professional Development Unit Provider System": "a minimum of eight characters including at
 * least one capital letter, one lowercase letter, and a numeral" (M2). Letters of every script count, and characters
 * are counted as people count them: an accent that was typed separately is none.
 */
export const SHAPE_RULES: readonly ShapeRule[] = [
  {
    id: 'length',
    words: `${SHORTEST} to ${LONGEST} characters`,
    sentence: `Use ${SHORTEST} to ${LONGEST} characters.`,
    holds: (password) => {
      const { length } = [...password.normalize('NFC')];
      return length >= SHORTEST && length <= LONGEST;
    },
  },
  {
    id: 'capital',
    words: 'a capital letter',
    sentence: 'Add a capital letter.',
    holds: (password) => /\p{Lu}/u.test(password.normalize('NFC')),
  },
  {
    id: 'lowercase',
    words: 'a lowercase letter',
    sentence: 'Add a lowercase letter.',
    holds: (password) => /\p{Ll}/u.test(password.normalize('NFC')),
  },
  {
    id: 'numeral',
    words: 'a numeral',
    sentence: 'Add a numeral.',
    holds: (password) => /\p{Nd}/u.test(password),
  },
];

/** The rules of shape that this password does not meet yet. */
export function unmetRules(password: string): ShapeRule[] {
  return SHAPE_RULES.filter((rule) => !rule.holds(password));
}
