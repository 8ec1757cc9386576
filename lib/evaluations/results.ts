import { countEvaluationAnswers, listEvaluationAnswers } from '@/db/queries/evaluations';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import type { Context } from '@/lib/platform/visit';
import { findEvaluationOf } from './find-form';
import { type Answers, type Question, SCALE } from './questions';
import { readAnswers, readQuestions } from './read-stored';
import { BATCH_SIZE } from './rules';

export type Bar = { label: string; count: number };

/** The summary of the answers to one question. */
export type QuestionResult = { key: string; text: string; answered: number } & (
  | { kind: 'scale'; bars: Bar[]; mean: number | null }
  | { kind: 'choice'; bars: Bar[] }
  | { kind: 'text'; comments: string[] }
);

/** `shown` of the `given` answers are in the results; the rest wait until there are five of them to the same questions. */
export type EvaluationResults = { given: number; shown: number; questions: QuestionResult[] };

type Given = { questions: Question[]; answers: Answers };

/**
 * Returns what people answered, once five people answered the same questions. Fewer answers never leave the database, and
 * nothing reveals who answered or when. The caller has found the event in scope.
 * @throws AppError `forbidden`
 */
export async function findResults(ctx: Context, eventId: number): Promise<EvaluationResults> {
  authorize(ctx, 'evaluation.read');
  const { given, answered, questions } = await readShown(ctx, eventId);
  return { given, shown: answered.length, questions: questions.map((question) => resultOf(question, answered)) };
}

/** Exports the same results as lines of CSV, one person per line, in an order that reveals nothing. */
export async function exportResults(ctx: Context, eventId: number): Promise<AsyncGenerator<string, void>> {
  authorize(ctx, 'evaluation.read');
  const { answered, questions } = await readShown(ctx, eventId);
  const columns: CsvColumn<Given>[] = questions.map(({ key, text }) => ({
    header: text,
    value: ({ answers }) => answers[key] ?? null,
  }));
  return csvLines(columns, onlyBatch(answered));
}

async function* onlyBatch<T>(rows: T[]): AsyncGenerator<T[]> {
  yield rows;
}

async function readShown(ctx: Context, eventId: number) {
  const given = await countEvaluationAnswers(ctx.db, eventId);
  const rows = await listEvaluationAnswers(ctx.db, eventId, BATCH_SIZE, scopeOf(ctx.actor));
  const answered = rows.map(({ questions, answers }) => ({
    questions: readQuestions(questions),
    answers: readAnswers(answers),
  }));
  const { questions } = await findEvaluationOf(ctx, eventId);
  return { given, answered, questions: allQuestions(questions, answered) };
}

/** Returns the current questions, then former questions that have answers. */
function allQuestions(now: readonly Question[], answered: readonly Given[]): Question[] {
  const byKey = new Map(now.map((question) => [question.key, question]));
  for (const { questions } of answered) {
    for (const question of questions) if (!byKey.has(question.key)) byKey.set(question.key, question);
  }
  return [...byKey.values()];
}

function resultOf(question: Question, answered: readonly Given[]): QuestionResult {
  const { key, text } = question;
  const values = answered.flatMap(({ answers }) => (answers[key] === undefined ? [] : [answers[key]]));
  const base = { key, text, answered: values.length };
  if (question.kind === 'text') return { ...base, kind: 'text', comments: values.map(String) };
  const count = (wanted: number | string) => values.filter((value) => value === wanted).length;
  if (question.kind === 'scale') {
    const numbers = values.filter((value) => typeof value === 'number');
    const mean = numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : null;
    const bars = SCALE.map(({ value, label }) => ({ label: `${value} – ${label}`, count: count(value) }));
    return { ...base, kind: 'scale', bars, mean };
  }
  // People may have chosen a choice that has since been removed.
  const choices = new Set([...question.choices, ...values.map(String)]);
  return { ...base, kind: 'choice', bars: [...choices].map((choice) => ({ label: choice, count: count(choice) })) };
}
