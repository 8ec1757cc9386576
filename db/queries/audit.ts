import type { Queryable } from '../client';
import { auditEntries } from '../schema';

export async function insertAuditEntry(db: Queryable, entry: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(entry);
}
