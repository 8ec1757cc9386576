import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { certificateReports, users } from '../schema';

/** Every count recorded for an event, the one that holds first. */
export async function listReports(db: Queryable, eventId: number) {
  return db
    .select({
      id: certificateReports.id,
      count: certificateReports.count,
      issued: certificateReports.issued,
      reportedAt: certificateReports.reportedAt,
      reportedByName: users.name,
    })
    .from(certificateReports)
    .innerJoin(users, eq(users.id, certificateReports.reportedBy))
    .where(eq(certificateReports.eventId, eventId))
    .orderBy(desc(certificateReports.id));
}

/** Adds a report; false when this very form was recorded before. */
export async function insertReport(tx: Queryable, report: typeof certificateReports.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(certificateReports)
    .values(report)
    .onConflictDoNothing({ target: certificateReports.requestKey })
    .returning({ id: certificateReports.id });
  return rows.length > 0;
}
