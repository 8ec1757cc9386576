import type { Queryable } from '@/db/client';
import { findEvaluationForm } from '@/db/queries/evaluations';
import { DEFAULT_QUESTIONS, type Question, readQuestions } from './questions';

/** What the attendees of an event are asked. Version 0: the ready-made questions, which nobody changed yet. */
export type EvaluationForm = { version: number; questions: Question[] };

export async function findEvaluation(db: Queryable, eventId: number): Promise<EvaluationForm> {
  const row = await findEvaluationForm(db, eventId);
  return row
    ? { version: row.version, questions: readQuestions(row.questions) }
    : { version: 0, questions: [...DEFAULT_QUESTIONS] };
}
