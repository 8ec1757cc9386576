import { and, desc, eq, gt, gte, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { certificateEndings, events, interimCounts, namedCertificates, users } from '../schema';

/** Lists every count that was recorded up to a June 30 of an event: the latest day first, and of each the latest first. */
export async function listInterimCounts(db: Queryable, eventId: number) {
  return db
    .select({
      id: interimCounts.id,
      asOf: interimCounts.asOf,
      count: interimCounts.count,
      issued: interimCounts.issued,
      reportedAt: interimCounts.recordedAt,
      reportedByName: users.name,
      reportedByStaff: sql<boolean>`${users.staffRole} is not null`,
    })
    .from(interimCounts)
    .innerJoin(users, eq(users.id, interimCounts.recordedBy))
    .where(eq(interimCounts.eventId, eventId))
    .orderBy(desc(interimCounts.asOf), desc(interimCounts.id));
}

export type InterimCount = Awaited<ReturnType<typeof listInterimCounts>>[number];

/** Lists a provider's courses that ran on a June 30 and went on after it, and have no count up to that day, by title. */
export async function listCoursesWithoutInterim(
  db: Queryable,
  { providerId, asOf, limit }: { providerId: number; asOf: string; limit: number },
) {
  return db
    .select({ id: events.id, title: events.title })
    .from(events)
    .leftJoin(interimCounts, and(eq(interimCounts.eventId, events.id), eq(interimCounts.asOf, asOf)))
    .where(
      and(
        eq(events.providerId, providerId),
        events.asynchronous,
        isNull(events.canceledAt),
        lte(events.startsOn, asOf),
        gt(events.endsOn, asOf),
        isNull(interimCounts.id),
      ),
    )
    .orderBy(events.title, events.id)
    .limit(limit);
}

/** Adds a count; returns false when the same form was already recorded. */
export async function insertInterimCount(tx: Queryable, count: typeof interimCounts.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(interimCounts)
    .values(count)
    .onConflictDoNothing({ target: interimCounts.requestKey })
    .returning({ id: interimCounts.id });
  return rows.length > 0;
}

/** Counts the named certificates of an event that were valid at a moment: issued before it, and not ended before it. */
export async function countValidBefore(db: Queryable, eventId: number, moment: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(
      and(
        eq(namedCertificates.eventId, eventId),
        lt(namedCertificates.issuedAt, moment),
        or(isNull(certificateEndings.endedAt), gte(certificateEndings.endedAt, moment)),
      ),
    );
  return row!.count;
}
