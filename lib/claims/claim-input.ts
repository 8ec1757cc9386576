import { z } from 'zod';
import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '@/lib/attendees/attendee-input';
import { readAnswerFields } from '@/lib/evaluations/answer-input';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import type { Answers } from '@/lib/evaluations/questions';
import { isDay } from '@/lib/platform/days';
import type { FormValues } from '@/lib/platform/forms/form-values';

/** The statements that everybody who claims a certificate makes (M13, M23). */
export const statements = {
  completed: z.literal('yes', {
    error: 'Check the box if you completed the event. Certificates are only for people who completed it.',
  }),
  educator: z.literal('yes', {
    error: 'Check the box if you are a Montana educator. Certificates are for Montana educators.',
  }),
};

const COMPLETED_ON = 'That is not a real date. Enter it as year, month and day, such as 2026-05-03.';

const requestKey = z.uuid('Open the link again, then fill in the form.');

/**
 * The day of completion, which some links of always-open courses ask for, and the day on which the form was opened.
 */
const days = {
  completedOn: z
    .string()
    .trim()
    .optional()
    .transform((typed) => typed || null)
    .refine((typed) => typed === null || isDay(typed), COMPLETED_ON),
  openedOn: z
    .string()
    .refine(isDay)
    .nullable()
    .optional()
    .transform((day) => day ?? null)
    .catch(null),
  /** Whether the form asked for the day of completion. */
  asksCompleted: z.literal('yes').optional(),
};

/** Requires the day of completion where the form asked for it. */
function askedDay({ completedOn, asksCompleted }: { completedOn: string | null; asksCompleted?: 'yes' }): boolean {
  return asksCompleted === undefined || completedOn !== null;
}

const missingDay = { path: ['completedOn'], error: 'Enter the day on which you completed the course.' };

const newcomer = z.object({
  name: attendeeName,
  school: attendeeSchool,
  educatorNumber,
  email: attendeeEmail,
  ...statements,
  codeWord: z.string().max(200, 'That is longer than the code word.').default(''),
  ...days,
  requestKey,
});

const rosterMember = z.object({
  attendeeId: z
    .string({ error: 'Choose your name.' })
    .regex(/^[1-9]\d{0,14}$/, 'Choose your name.')
    .transform(Number),
  ...statements,
  requestKey,
});

/** An attendee's answers, with the questions as they were at the time; null when the link requires no evaluation. */
export type GivenAnswers = { form: EvaluationForm; answers: Answers } | null;

type Evaluated<T> = T & { given: GivenAnswers };

/**
 * Returns the form for claims through an open link or one with a code word. `evaluation` is what the link asks first.
 */
export function claimSchema(evaluation: () => Promise<EvaluationForm | null>) {
  return withAnswers(newcomer.refine(askedDay, missingDay), evaluation);
}

/** Returns the form for a person who proved an email address of the roster. */
export function rosterClaimSchema(evaluation: () => Promise<EvaluationForm | null>) {
  return withAnswers(rosterMember, evaluation);
}

export type ClaimInput = Evaluated<z.output<typeof newcomer>>;
export type RosterClaimInput = Evaluated<z.output<typeof rosterMember>>;

/** Adds the evaluation and its errors, both of which come first in the form. */
function withAnswers<Schema extends z.ZodType<object>>(
  schema: Schema,
  evaluation: () => Promise<EvaluationForm | null>,
) {
  return z.custom<FormValues>().transform(async (values, ctx): Promise<Evaluated<z.output<Schema>>> => {
    const form = await evaluation();
    const { answers, errors } = form ? readAnswerFields(values, form) : { answers: {}, errors: [] };
    const read = schema.safeParse(values);
    for (const { field, message } of errors) ctx.addIssue({ code: 'custom', path: [field], message });
    if (!read.success)
      for (const { path, message } of read.error.issues) ctx.addIssue({ code: 'custom', path, message });
    if (!read.success || errors.length > 0) return z.NEVER;
    return { ...(read.data as z.output<Schema>), given: form && { form, answers } } as Evaluated<z.output<Schema>>;
  });
}
