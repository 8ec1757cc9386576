import type { Queryable } from '@/db/client';
import { findEvaluationForm } from '@/db/queries/evaluations';
import { findOpenLink } from '@/lib/certificates/share-links/open-link';
import type { Visit } from '@/lib/platform/visit';
import { DEFAULT_QUESTIONS, type Question } from './questions';
import { readQuestions } from './read-stored';

/** What the attendees of an event are asked. Version 0: the ready-made questions, which nobody changed yet. */
export type EvaluationForm = { version: number; questions: Question[] };

/** The evaluation of an event, whose it is was decided before. */
export async function findEvaluationOf({ db }: { db: Queryable }, eventId: number): Promise<EvaluationForm> {
  const row = await findEvaluationForm(db, eventId);
  return row
    ? { version: row.version, questions: readQuestions(row.questions) }
    : { version: 0, questions: [...DEFAULT_QUESTIONS] };
}

/** What has to be answered before a certificate of this link; null when it asks for nothing, or is not open. */
export async function findLinkEvaluation(visit: Visit, token: string): Promise<EvaluationForm | null> {
  const link = await findOpenLink(visit, token);
  return link?.afterEvaluation ? findEvaluationOf(visit, link.eventId) : null;
}
