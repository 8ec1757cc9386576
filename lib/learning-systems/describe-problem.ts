import type { z } from 'zod';

/** Explains a missing, unknown or wrongly typed field; every other problem has its own sentence in the schema. */
export const describeProblem: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `Unknown field: ${issue.keys.join(', ')}.`;
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
