import type { Transaction } from '@/db/client';
import { evaluationAnswers, evaluationForms } from '@/db/schema';
import { DEFAULT_QUESTIONS } from '@/lib/evaluations/questions';
import { BATCH_SIZE } from '@/lib/evaluations/rules';

/** The demo event whose attendees have answered. */
export const EVALUATED_EVENT = 'Science notebooks in the elementary grades';

const PACES = ['Too slow', 'About right', 'Too fast'] as const;

/** aim, use and leader from 1 to 5, the index of the pace, what helped, what should be different. */
const ANSWERS: [number, number, number, number, string?, string?][] = [
  [5, 5, 5, 1, 'Seeing real notebooks of second graders.'],
  [4, 5, 5, 1, 'The sentence starters. I used them on Monday.', 'More time to look at each other’s pages.'],
  [5, 4, 5, 1],
  [4, 4, 4, 2, 'The examples', 'Less in one afternoon.'],
  [5, 5, 5, 1, 'Drawing first, words later.'],
  [3, 4, 5, 0, undefined, 'Something for grade 5, too.'],
  [5, 5, 4, 1],
  [4, 3, 4, 1, 'Talking with teachers from small schools.'],
  [5, 5, 5, 1, 'Science outside, at the creek.'],
  [4, 4, 5, 2],
  [5, 4, 5, 1],
];

/** Adds answers to the default questions, enough for results to show. */
export async function addDemoEvaluation(tx: Transaction, eventId: number, by: number, at: Date): Promise<void> {
  const questions = DEFAULT_QUESTIONS;
  await tx.insert(evaluationForms).values({ eventId, questions, updatedBy: by, updatedAt: at });
  await tx.insert(evaluationAnswers).values(
    ANSWERS.map(([aim, use, leader, pace, best, better], index) => ({
      eventId,
      questions,
      // JSON leaves out unanswered questions.
      answers: { aim, use, leader, pace: PACES[pace], best, better },
      batch: Math.floor(index / BATCH_SIZE),
    })),
  );
}
