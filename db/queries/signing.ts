import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { conferences, eventSignings, events, signatures, users } from '../schema';
import { type EventScope, withinScope } from './events';

/** Returns what a signature looks like; it never changes. */
export async function findSignature(db: Queryable, signatureId: number) {
  const [row] = await db
    .select({ kind: signatures.kind, typedText: signatures.typedText, picture: signatures.picture })
    .from(signatures)
    .where(eq(signatures.id, signatureId));
  return row ?? null;
}

/** Returns the signature that a person currently signs with, or null. */
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

/** Lists every decision about how the certificates of an event are signed, newest first: the first one counts. */
export async function listEventSignings(db: Queryable, eventId: number, { most }: { most?: number } = {}) {
  const rows = db
    .select({
      id: eventSignings.id,
      signatureId: eventSignings.signatureId,
      statement: eventSignings.statement,
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

/** Lists the events whose certificates nobody signs digitally, newest first. */
export async function listUnsignedEvents(
  db: Queryable,
  scope: EventScope,
  { conferenceId, limit }: { conferenceId: number | null; limit: number },
) {
  return db
    .select({
      id: events.id,
      version: events.version,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      conference: conferences.name,
    })
    .from(events)
    .leftJoin(conferences, eq(conferences.id, events.conferenceId))
    .where(
      and(
        withinScope(scope),
        isNull(events.canceledAt),
        conferenceId === null ? undefined : eq(events.conferenceId, conferenceId),
        sql`(select s.signature_id from event_signings s where s.event_id = events.id order by s.id desc limit 1) is null`,
      ),
    )
    .orderBy(desc(events.startsOn), desc(events.id))
    .limit(limit);
}

/** @param signing without a signature, the line is left blank for ink */
export async function insertEventSigning(
  tx: Queryable,
  signing: Omit<typeof eventSignings.$inferInsert, 'id'>,
): Promise<void> {
  await tx.insert(eventSignings).values(signing);
}
