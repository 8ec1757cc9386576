import { z } from 'zod';
import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '@/lib/attendees/attendee-input';
import { readAnswerFields } from '@/lib/evaluations/answer-input';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import type { FieldError, FormValues } from '@/lib/platform/forms/form-values';
import { textOf } from '@/lib/platform/forms/form-values';
import { recordId } from '@/lib/users/record-id';
import { type GivenAnswers, statements } from '../claim-input';
import { MAX_CLAIMED } from './rules';
import { codeWordField, prefixOf } from './session-fields';

/** Who somebody is, and the sessions they attended. */
const whoAndWhat = z.object({
  name: attendeeName,
  email: attendeeEmail.pipe(z.string({ error: 'Enter your email address.' })),
  school: attendeeSchool,
  educatorNumber,
  sessions: z
    .array(recordId, 'Check the sessions you attended.')
    .min(1, 'Check the sessions you attended.')
    .max(MAX_CLAIMED, `Claim at most ${MAX_CLAIMED} sessions at once. You can come back for the others.`),
  requestKey: z.uuid('Open the link again, then fill in the form.'),
});

export type WhoAndWhat = z.output<typeof whoAndWhat>;

type Read<T> = { input: T; errors: [] } | { input: null; errors: FieldError[] };

/** Reads who claims, and which sessions. */
export function readWhoAndWhat(values: FormValues): Read<WhoAndWhat> {
  return read(whoAndWhat, values);
}

export function readStatements(values: FormValues): FieldError[] {
  return read(z.object(statements), values).errors;
}

/** Reads the answers to a session's evaluation; null when it has none. */
export function readAnswers(
  values: FormValues,
  eventId: number,
  form: EvaluationForm | null,
): { given: GivenAnswers; errors: FieldError[] } {
  if (!form) return { given: null, errors: [] };
  const prefix = prefixOf(eventId);
  const own = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
  const { errors, ...given } = readAnswerFields(own, form);
  return { given, errors: errors.map((each) => ({ ...each, field: prefix + each.field })) };
}

/** Reads the code word typed for a session; one that is too long is not the code word either. */
export function readCodeWord(values: FormValues, eventId: number): string {
  return textOf(values, codeWordField(eventId)).slice(0, 200);
}

function read<Schema extends z.ZodType>(schema: Schema, values: FormValues): Read<z.output<Schema>> {
  const result = schema.safeParse(values);
  if (result.success) return { input: result.data, errors: [] };
  const first = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    // A list has one place on the page.
    const field = String(path[0] ?? '');
    if (!first.has(field)) first.set(field, message);
  }
  return { input: null, errors: Array.from(first, ([field, message]) => ({ field, message })) };
}
