import { z } from 'zod';
import { attendeeEmail, attendeeName, attendeeSchool, educatorNumber } from '@/lib/attendees/attendee-input';
import { readAnswerFields } from '@/lib/evaluations/answer-input';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import type { Answers, Question } from '@/lib/evaluations/questions';
import { isDay } from '@/lib/platform/days';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';

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

const newcomer = z.object({
  codeWord: z.string().max(200, 'That is longer than the code word.').default(''),
  name: attendeeName,
  school: attendeeSchool,
  educatorNumber,
  email: attendeeEmail,
  ...statements,
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
export type GivenAnswers = { questions: Question[]; answers: Answers } | null;

type Evaluated<T> = T & { given: GivenAnswers };

/** What a link asks for; read when the form is sent, because the provider may have changed it in the meantime. */
type Asked = {
  evaluation: EvaluationForm | null;
  codeWord: boolean;
  /** Says what is wrong with a code word, and counts the try. The claim itself checks it again. */
  whyNotCodeWord?: (typed: string) => Promise<string | null>;
};

/** Returns the form for claims through an open link or one with a code word. */
export function claimSchema(asked: () => Promise<Asked>) {
  return withAnswers(newcomer, asked);
}

/** Returns the form for a person who proved an email address of the roster. */
export function rosterClaimSchema(asked: () => Promise<Asked>) {
  return withAnswers(rosterMember, asked);
}

export type ClaimInput = Evaluated<z.output<typeof newcomer>>;
export type RosterClaimInput = Evaluated<z.output<typeof rosterMember>>;

export const NO_CODE_WORD = 'Enter the code word. It was said or shown at the event.';
const NO_DAY = 'Enter the day on which you completed the course.';

/**
 * Adds the evaluation, and reports all errors in one round in the order of the form: who the person is, the evaluation,
 * the statements.
 */
function withAnswers<Schema extends z.ZodType<object>>(schema: Schema, asked: () => Promise<Asked>) {
  return z.custom<FormValues>().transform(async (values, ctx): Promise<Evaluated<z.output<Schema>>> => {
    const { evaluation: form, codeWord, whyNotCodeWord } = await asked();
    const { errors, ...given } = form ? readAnswerFields(values, form) : { errors: [] };
    const read = schema.safeParse(values);
    const issues = read.success ? [] : read.error.issues;
    const isStatement = ({ path }: { path: PropertyKey[] }) => String(path[0]) in statements;
    const noDay = textOf(values, 'asksCompleted') === 'yes' && textOf(values, 'completedOn').trim() === '';
    const noCodeWord = codeWord && textOf(values, 'codeWord').trim() === '';
    const all: { path: PropertyKey[]; message: string }[] = [
      ...(noCodeWord ? [{ path: ['codeWord'], message: NO_CODE_WORD }] : []),
      ...issues.filter((issue) => !isStatement(issue)),
      ...(noDay ? [{ path: ['completedOn'], message: NO_DAY }] : []),
      ...errors.map(({ field, message }) => ({ path: [field], message })),
      ...issues.filter(isStatement),
    ];
    // A wrong word is said in the same round as the rest; when nothing else is wrong, the claim says it.
    if (codeWord && !noCodeWord && whyNotCodeWord && all.length > 0) {
      const why = await whyNotCodeWord(textOf(values, 'codeWord'));
      if (why) all.unshift({ path: ['codeWord'], message: why });
    }
    for (const { path, message } of all) ctx.addIssue({ code: 'custom', path, message });
    if (!read.success || all.length > 0) return z.NEVER;
    return { ...(read.data as z.output<Schema>), given: form && given } as Evaluated<z.output<Schema>>;
  });
}
