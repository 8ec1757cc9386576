import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { eventSignings, signatures, users } from '../schema';

/** What a signature looks like; it never changes. */
export async function findSignature(db: Queryable, signatureId: number) {
  const [row] = await db
    .select({ kind: signatures.kind, typedText: signatures.typedText, picture: signatures.picture })
    .from(signatures)
    .where(eq(signatures.id, signatureId));
  return row ?? null;
}

/** The signature a person signs with now, or null. */
export async function findLatestSignatureOf(db: Queryable, userId: number) {
  const [row] = await db
    .select()
    .from(signatures)
    .where(eq(signatures.userId, userId))
    .orderBy(desc(signatures.id))
    .limit(1);
  return row ?? null;
}

export type NewSignature = Omit<typeof signatures.$inferInsert, 'id'>;

export async function insertSignature(tx: Queryable, signature: NewSignature): Promise<number> {
  const [row] = await tx.insert(signatures).values(signature).returning({ id: signatures.id });
  return row!.id;
}

/** Everything that was decided about how the certificates of an event are signed, newest first: the first one counts. */
export async function listEventSignings(db: Queryable, eventId: number, { most }: { most?: number } = {}) {
  const rows = db
    .select({
      id: eventSignings.id,
      signatureId: eventSignings.signatureId,
      signedBy: signatures.printedName,
      signedTitle: signatures.title,
      signedAt: eventSignings.signedAt,
      byName: users.name,
    })
    .from(eventSignings)
    .innerJoin(users, eq(users.id, eventSignings.signedBy))
    .leftJoin(signatures, eq(signatures.id, eventSignings.signatureId))
    .where(eq(eventSignings.eventId, eventId))
    .orderBy(desc(eventSignings.id))
    .$dynamic();
  return most === undefined ? rows : rows.limit(most);
}

export type EventSigning = Awaited<ReturnType<typeof listEventSignings>>[number];

/** @param signing without a signature, the line is left for ink */
export async function insertEventSigning(
  tx: Queryable,
  signing: Omit<typeof eventSignings.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(eventSignings).values(signing);
}
