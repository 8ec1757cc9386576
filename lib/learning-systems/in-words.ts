import type { z } from 'zod';

/** What zod says of fields of the wrong kind, in words; the rest has its own sentences. */
export const inWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `There is no field of this name: ${issue.keys.join(', ')}.`;
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.input === undefined) return 'This field is missing.';
  return `This must be ${WORDS[issue.expected] ?? 'of another kind'}.`;
};

const WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  object: 'a JSON object',
  boolean: 'true or false',
};
