import { z } from 'zod';
import { saveEvaluationForm } from '@/db/queries/evaluations';
import { lockEvent } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { lineOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { findEvaluationOf } from './find-form';
import { afterQuestionButton, questionRowsOf } from './question-rows';
import { MAX_CHOICE, MAX_CHOICES, MAX_QUESTION, MAX_QUESTIONS, type Question } from './questions';

const questionText = lineOfText({ label: 'The question', max: MAX_QUESTION });
const choiceText = lineOfText({ label: 'A choice', max: MAX_CHOICE });

/** Returns the id of a question's field in the editor. */
export function fieldOfRow(index: number, column: 'text' | 'choices'): string {
  return `question-${index}-${column}`;
}

/** What the editor sent: questions to save, or the changed form after one of its buttons. */
export type EditorInput =
  | { kind: 'rows'; values: FormValues }
  | { kind: 'save'; questions: Question[]; version: number };

/** The form of an evaluation's questions. */
export const evaluationSchema = z.custom<FormValues>().transform((values, ctx): EditorInput => {
  const changed = afterQuestionButton(values, () => crypto.randomUUID());
  if (changed) return { kind: 'rows', values: changed };
  const complain = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [field], message });
  const rows = questionRowsOf(values);
  if (rows.length === 0) complain('questions', 'Add at least one question.');
  if (rows.length > MAX_QUESTIONS) complain('questions', `An evaluation can have at most ${MAX_QUESTIONS} questions.`);
  if (new Set(rows.map(({ key }) => key)).size < rows.length || rows.some(({ key }) => !/^[\w-]{1,40}$/.test(key))) {
    complain('questions', 'This form is out of date. Open the page again.');
  }
  const questions = rows.map((row, index): Question => {
    const text = questionText.safeParse(row.text);
    if (!text.success) complain(fieldOfRow(index, 'text'), text.error.issues[0]!.message);
    const base = { key: row.key, text: text.data ?? '', required: row.required === 'yes' };
    if (row.kind !== 'choice') return { ...base, kind: row.kind };
    return {
      ...base,
      kind: row.kind,
      choices: readChoices(row.choices, (why) => complain(fieldOfRow(index, 'choices'), why)),
    };
  });
  const version = values.version;
  if (typeof version !== 'string' || !/^\d{1,9}$/.test(version)) {
    complain('questions', 'This form is out of date. Open the page again.');
  }
  return { kind: 'save', questions, version: Number(version) };
});

function readChoices(typed: string, complain: (why: string) => void): string[] {
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== '');
  const read = lines.slice(0, MAX_CHOICES + 1).map((line) => choiceText.safeParse(line));
  const wrong = read.find((result) => !result.success);
  const choices = read.flatMap((result) => (result.success ? [result.data] : []));
  if (wrong) complain(wrong.error!.issues[0]!.message);
  else if (choices.length < 2) complain('Enter at least two choices, one on each line.');
  else if (lines.length > MAX_CHOICES) complain(`Enter at most ${MAX_CHOICES} choices.`);
  else if (new Set(choices).size < choices.length) complain('Two choices are the same. Change one of them.');
  return choices;
}

/**
 * Saves the questions for an event's attendees (M25). Answers that were given before do not change.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when somebody else has saved in the meantime
 */
export async function saveEvaluation(
  ctx: Context,
  { eventId, questions, version }: { eventId: number; questions: Question[]; version: number },
): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const event = await lockEvent(tx, eventId, scopeOf(actor));
    if (!event) throw eventNotFound();
    authorize(ctx, 'evaluation.change', event);
    refuseCanceled(event);
    const now = await findEvaluationOf({ db: tx }, eventId);
    if (JSON.stringify(now.questions) === JSON.stringify(questions) && now.version > 0) return;
    const saved = await saveEvaluationForm(tx, { eventId, questions, version, by: actor.userId, at: ctx.clock.now() });
    if (!saved) {
      throw new AppError(
        'conflict',
        'Someone else changed the questions, and your changes are not saved. Open the page in another tab, compare, and copy over what is missing.',
      );
    }
    await record(tx, ctx, {
      action: 'evaluation.saved',
      subject: `event:${eventId}`,
      details: { version: version + 1, questions: questions.length },
    });
  });
}
