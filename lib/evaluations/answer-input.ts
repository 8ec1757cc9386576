import type { FieldError, FormValues } from '@/lib/platform/forms/form-values';
import { textOf } from '@/lib/platform/forms/form-values';
import { paragraphsOfText } from '@/lib/platform/text';
import { type Answers, fieldOfQuestion, MAX_COMMENT, type Question, SCALE, VERSION_FIELD } from './questions';

const comment = paragraphsOfText({ label: 'The answer', max: MAX_COMMENT });

/** The answers, and the questions as they were asked. */
type ReadAnswers = { questions: Question[]; answers: Answers; errors: FieldError[] };

/**
 * Reads the answers from a posted form. If the questions changed while somebody answered, the form is not shown again: the
 * answers that still fit are accepted, and nothing is required. The questions say so, too, because among people who had to
 * answer everything, a missing answer would show whose answers these are.
 */
export function readAnswerFields(
  values: FormValues,
  form: { version: number; questions: readonly Question[] },
): ReadAnswers {
  const asSeen = textOf(values, VERSION_FIELD) === String(form.version);
  const questions = form.questions.map((question) => (asSeen ? question : { ...question, required: false }));
  const answers: Answers = {};
  const errors: FieldError[] = [];
  for (const question of questions) {
    const field = fieldOfQuestion(question.key);
    const read = readAnswer(question, textOf(values, field));
    if (read.value !== null) answers[question.key] = read.value;
    else if (read.problem) errors.push({ field, message: read.problem });
    else if (question.required) errors.push({ field, message: `Answer “${question.text}”` });
  }
  return { questions, answers, errors };
}

function readAnswer(question: Question, typed: string): { value: number | string | null; problem?: string } {
  if (typed.trim() === '') return { value: null };
  if (question.kind === 'scale') {
    const step = SCALE.find(({ value }) => String(value) === typed);
    return { value: step?.value ?? null };
  }
  if (question.kind === 'choice') return { value: question.choices.includes(typed) ? typed : null };
  const read = comment.safeParse(typed);
  return read.success ? { value: read.data } : { value: null, problem: read.error.issues[0]!.message };
}
