import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { evaluationAnswers, evaluationForms, events } from '../schema';
import { type EventScope, withinScope } from './events';

/** Returns the questions for an event's attendees, if its provider ever saved any. */
export async function findEvaluationForm(db: Queryable, eventId: number) {
  const [row] = await db
    .select({ questions: evaluationForms.questions, version: evaluationForms.version })
    .from(evaluationForms)
    .where(eq(evaluationForms.eventId, eventId));
  return row ?? null;
}

/** Lists the questions that providers saved for these events. */
export async function listEvaluationForms(db: Queryable, eventIds: readonly number[]) {
  if (eventIds.length === 0) return [];
  return db
    .select({
      eventId: evaluationForms.eventId,
      questions: evaluationForms.questions,
      version: evaluationForms.version,
    })
    .from(evaluationForms)
    .where(inArray(evaluationForms.eventId, [...eventIds]));
}

/** Overwrites this version with the questions. Returns false when somebody else saved another version in the meantime. */
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

/** Saves one person's answers without the person. The caller locks the event, so that each batch fills up. */
export async function insertEvaluationAnswers(
  tx: Queryable,
  row: { eventId: number; questions: unknown; answers: unknown },
  batchSize: number,
): Promise<void> {
  const before = await countEvaluationAnswers(tx, row.eventId);
  await tx.insert(evaluationAnswers).values({ ...row, batch: Math.floor(before / batchSize) });
}

export async function countEvaluationAnswers(db: Queryable, eventId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(evaluationAnswers)
    .where(eq(evaluationAnswers.eventId, eventId));
  return row!.count;
}

/** Lists the answers of the first batches, in an order that reveals nothing. */
export async function listEvaluationAnswers(db: Queryable, eventId: number, batches: number, scope: EventScope) {
  return db
    .select({ questions: evaluationAnswers.questions, answers: evaluationAnswers.answers })
    .from(evaluationAnswers)
    .innerJoin(events, eq(events.id, evaluationAnswers.eventId))
    .where(and(eq(evaluationAnswers.eventId, eventId), lt(evaluationAnswers.batch, batches), withinScope(scope)))
    .orderBy(evaluationAnswers.id);
}
