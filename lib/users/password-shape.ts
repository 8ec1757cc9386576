/** The minimum and maximum password length, in characters. The minimum is the manual's (M2), the maximum our choice. */
export const MIN_LENGTH = 8;
export const MAX_LENGTH = 128;

export type ShapeRule = {
  id: 'length' | 'capital' | 'lowercase' | 'numeral';
  /** As it appears in the list beside the box. */
  words: string;
  /** How to fix it. */
  sentence: string;
  holds(password: string): boolean;
};

/**
 * Manual, "Accessing the Professional Development Unit Provider System": "a minimum of eight characters including at
 * least one capital letter, one lowercase letter, and a numeral" (M2). Letters of every script count, and characters
 * are counted as people count them: an accent that was typed separately is not an extra character.
 */
export const SHAPE_RULES: readonly ShapeRule[] = [
  {
    id: 'length',
    words: `${MIN_LENGTH} to ${MAX_LENGTH} characters`,
    sentence: `Use ${MIN_LENGTH} to ${MAX_LENGTH} characters.`,
    holds: (password) => {
      const { length } = [...password.normalize('NFC')];
      return length >= MIN_LENGTH && length <= MAX_LENGTH;
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
    words: 'a number',
    sentence: 'Add a number.',
    holds: (password) => /\p{Nd}/u.test(password),
  },
];

/** Returns the shape rules that this password does not meet yet. */
export function unmetRules(password: string): ShapeRule[] {
  return SHAPE_RULES.filter((rule) => !rule.holds(password));
}
