import { z } from 'zod';
import type { Answers, Question } from './questions';

const base = { key: z.string(), text: z.string(), required: z.boolean() };
const stored = z.array(
  z.discriminatedUnion('kind', [
    z.object({ ...base, kind: z.literal('scale') }),
    z.object({ ...base, kind: z.literal('choice'), choices: z.array(z.string()) }),
    z.object({ ...base, kind: z.literal('text') }),
  ]),
);

/** Reads questions as stored in the database. */
export function readQuestions(json: unknown): Question[] {
  return stored.parse(json);
}

/** Reads answers as stored in the database. */
export function readAnswers(json: unknown): Answers {
  return z.record(z.string(), z.union([z.number(), z.string()])).parse(json);
}
