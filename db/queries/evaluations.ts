import { and, eq, inArray, sql } from 'drizzle-orm';
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

/**
 * Saves one person's answers without the person, in a batch of people who answered the same questions: among other questions,
 * an answer would show whose it is. The caller locks the event, so that each batch fills up.
 */
export async function insertEvaluationAnswers(
  tx: Queryable,
  row: { eventId: number; questions: unknown; answers: unknown },
  batchSize: number,
): Promise<void> {
  const ofEvent = eq(evaluationAnswers.eventId, row.eventId);
  const unfilled = tx
    .select({ batch: evaluationAnswers.batch })
    .from(evaluationAnswers)
    .where(ofEvent)
    .groupBy(evaluationAnswers.batch)
    .having(sql`count(*) < ${batchSize}`);
  const [begun] = await tx
    .select({ batch: evaluationAnswers.batch })
    .from(evaluationAnswers)
    .where(and(ofEvent, inArray(evaluationAnswers.batch, unfilled)))
    .groupBy(evaluationAnswers.batch)
    .having(sql`bool_and(${eq(evaluationAnswers.questions, row.questions)})`)
    .limit(1);
  const [next] = await tx
    .select({ batch: sql<number>`coalesce(max(${evaluationAnswers.batch}) + 1, 0)` })
    .from(evaluationAnswers)
    .where(ofEvent);
  await tx.insert(evaluationAnswers).values({ ...row, batch: begun?.batch ?? next!.batch });
}

export async function countEvaluationAnswers(db: Queryable, eventId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(evaluationAnswers)
    .where(eq(evaluationAnswers.eventId, eventId));
  return row!.count;
}

/**
 * Lists the answers of the batches that are full, in an order that reveals nothing. Batches used to mix answers to different
 * questions, and those that do are left out.
 */
export async function listEvaluationAnswers(db: Queryable, eventId: number, batchSize: number, scope: EventScope) {
  const full = db
    .select({ batch: evaluationAnswers.batch })
    .from(evaluationAnswers)
    .where(eq(evaluationAnswers.eventId, eventId))
    .groupBy(evaluationAnswers.batch)
    .having(sql`count(*) >= ${batchSize} and count(distinct ${evaluationAnswers.questions}) = 1`);
  return db
    .select({ questions: evaluationAnswers.questions, answers: evaluationAnswers.answers })
    .from(evaluationAnswers)
    .innerJoin(events, eq(events.id, evaluationAnswers.eventId))
    .where(and(eq(evaluationAnswers.eventId, eventId), inArray(evaluationAnswers.batch, full), withinScope(scope)))
    .orderBy(evaluationAnswers.id);
}
