import type { Queryable } from '@/db/client';
import { findEvaluationForm } from '@/db/queries/evaluations';
import { DEFAULT_QUESTIONS, type Question } from './questions';
import { readQuestions } from './read-stored';

/** The questions for an event's attendees. Version 0: the default questions, which nobody has changed yet. */
export type EvaluationForm = { version: number; questions: Question[] };

/** Returns the evaluation of an event. The caller has already checked whose event it is. */
export async function findEvaluationOf({ db }: { db: Queryable }, eventId: number): Promise<EvaluationForm> {
  const row = await findEvaluationForm(db, eventId);
  return row
    ? { version: row.version, questions: readQuestions(row.questions) }
    : { version: 0, questions: [...DEFAULT_QUESTIONS] };
}
