import type { Transaction } from '@/db/client';
import { saveEvaluationForm } from '@/db/queries/evaluations';
import { record } from '@/lib/audit/record';
import type { Question } from '@/lib/evaluations/questions';
import type { Context } from '@/lib/platform/visit';

/** Gives a new event the provider's own evaluation of the event that it is a copy of. The caller decided that it may. */
export async function copyQuestions(
  tx: Transaction,
  ctx: Context,
  eventId: number,
  questions: Question[],
): Promise<void> {
  const saved = { eventId, questions, version: 0, by: ctx.actor.userId, at: ctx.clock.now() };
  await saveEvaluationForm(tx, saved);
  await record(tx, ctx, {
    action: 'evaluation.saved',
    subject: `event:${eventId}`,
    details: { version: 1, questions: questions.length },
  });
}
