import { and, eq, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { evaluationAnswers, evaluationForms, events } from '../schema';
import { type EventScope, withinScope } from './events';

/** What an event's attendees are asked, if its provider ever saved it. */
export async function findEvaluationForm(db: Queryable, eventId: number) {
  const [row] = await db
    .select({ questions: evaluationForms.questions, version: evaluationForms.version })
    .from(evaluationForms)
    .where(eq(evaluationForms.eventId, eventId));
  return row ?? null;
}

/** Writes the questions over this version. False: somebody saved another one meanwhile. */
export async function saveEvaluationForm(
  tx: Queryable,
  {
    eventId,
    questions,
    version,
    by,
    at,
  }: { eventId: number; questions: unknown; version: number; by: number; at: Date },
): Promise<boolean> {
  const values = { questions, updatedBy: by, updatedAt: at };
  const rows =
    version === 0
      ? await tx
          .insert(evaluationForms)
          .values({ eventId, ...values })
          .onConflictDoNothing()
          .returning({ id: evaluationForms.eventId })
      : await tx
          .update(evaluationForms)
          .set({ ...values, version: version + 1 })
          .where(and(eq(evaluationForms.eventId, eventId), eq(evaluationForms.version, version)))
          .returning({ id: evaluationForms.eventId });
  return rows.length === 1;
}

/** Keeps one person's answers, without the person. The caller holds the event, which keeps the portions whole. */
export async function insertEvaluationAnswers(
  tx: Queryable,
  row: { eventId: number; questions: unknown; answers: unknown },
  portionSize: number,
): Promise<void> {
  const before = await countEvaluationAnswers(tx, row.eventId);
  await tx.insert(evaluationAnswers).values({ ...row, portion: Math.floor(before / portionSize) });
}

export async function countEvaluationAnswers(db: Queryable, eventId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(evaluationAnswers)
    .where(eq(evaluationAnswers.eventId, eventId));
  return row!.count;
}

/** The answers of the first portions, in an order that says nothing. */
export async function listEvaluationAnswers(db: Queryable, eventId: number, portions: number, scope: EventScope) {
  return db
    .select({ questions: evaluationAnswers.questions, answers: evaluationAnswers.answers })
    .from(evaluationAnswers)
    .innerJoin(events, eq(events.id, evaluationAnswers.eventId))
    .where(and(eq(evaluationAnswers.eventId, eventId), lt(evaluationAnswers.portion, portions), withinScope(scope)))
    .orderBy(evaluationAnswers.id);
}
