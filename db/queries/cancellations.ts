import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { eventCancellations, users } from '../schema';

/** Adds a decision about an event that the transaction has locked; a trigger copies it to the event. */
export async function insertCancellation(
  tx: Queryable,
  cancellation: Omit<typeof eventCancellations.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(eventCancellations).values(cancellation);
}

/** Returns the latest decision about an event, or null when it was never canceled. */
export async function findLatestCancellation(db: Queryable, eventId: number) {
  const [row] = await db
    .select({
      kind: eventCancellations.kind,
      at: eventCancellations.at,
      reason: eventCancellations.reason,
      requestId: eventCancellations.requestId,
      byName: users.name,
    })
    .from(eventCancellations)
    .innerJoin(users, eq(users.id, eventCancellations.by))
    .where(eq(eventCancellations.eventId, eventId))
    .orderBy(desc(eventCancellations.id))
    .limit(1);
  return row ?? null;
}
