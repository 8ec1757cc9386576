import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { auditEntries } from '@/db/schema';
import type { Action, AuditEntry, Subject } from '@/lib/audit/entries';

export type StoredEntry = typeof auditEntries.$inferSelect;

/** Returns the condition for entries about this record, such as `event:7`. */
export function isAbout(subject: Subject): SQL | undefined {
  const [type, id] = subject.split(':') as [string, string];
  return and(
    eq(auditEntries.subjectType, type),
    id === 'unknown' ? isNull(auditEntries.subjectId) : eq(auditEntries.subjectId, Number(id)),
  );
}

/**
 * Asserts that the log has an entry that this happened to the record, and that the latest one has the expected facts.
 * @returns that entry
 */
export async function expectAudit<A extends Action>(
  db: Database,
  action: A,
  subject: Extract<AuditEntry, { action: A }>['subject'],
  expected: Partial<StoredEntry> = {},
): Promise<StoredEntry> {
  const [latest] = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, action), isAbout(subject as Subject)))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  expect({ action, subject, entry: latest }).toMatchObject({ action, subject, entry: expected });
  expect(latest).toBeDefined();
  return latest!;
}
