import { desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { certificateReports, users } from '../schema';

const reportsOf = (db: Queryable, eventId: number) =>
  db
    .select({
      id: certificateReports.id,
      count: certificateReports.count,
      issued: certificateReports.issued,
      reportedAt: certificateReports.reportedAt,
      reportedByName: users.name,
      reportedByStaff: sql<boolean>`${users.staffRole} is not null`,
    })
    .from(certificateReports)
    .innerJoin(users, eq(users.id, certificateReports.reportedBy))
    .where(eq(certificateReports.eventId, eventId))
    .orderBy(desc(certificateReports.id));

/** Lists every count recorded for an event, latest first. */
export async function listReports(db: Queryable, eventId: number) {
  return reportsOf(db, eventId);
}

/** Returns the latest count recorded for an event that the transaction has locked. */
export async function findLatestReport(tx: Queryable, eventId: number) {
  const [latest] = await reportsOf(tx, eventId).limit(1);
  return latest ?? null;
}

/** Adds a report; returns false when the same form was already recorded. */
export async function insertReport(tx: Queryable, report: typeof certificateReports.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(certificateReports)
    .values(report)
    .onConflictDoNothing({ target: certificateReports.requestKey })
    .returning({ id: certificateReports.id });
  return rows.length > 0;
}
