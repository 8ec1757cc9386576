import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { auditEntries, users } from '../schema';

/** The kinds of records that the log is about. */
type SubjectType = 'event' | 'conference' | 'user' | 'provider' | 'request' | 'application' | 'setting' | 'category';

export type NewAuditEntry = Omit<
  typeof auditEntries.$inferInsert,
  'id' | 'subjectType' | 'subjectId' | 'providerId' | 'firstChain'
> & {
  subjectType: SubjectType;
  subjectId: number | null;
  /** The provider concerned, for an event in a user's membership there; null: none. */
  providerOfUser: number | null;
};

/** Inserts entries in their order, each with the provider whose record the subject is. */
export async function insertAuditEntries(db: Queryable, entries: readonly NewAuditEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
    const part = entries.slice(from, from + ENTRIES_AT_ONCE);
    await db.insert(auditEntries).values(part.map(columnsOf));
  }
}

/** A statement has at most 65,535 parameters. */
const ENTRIES_AT_ONCE = 1_000;

function columnsOf({ subjectType, subjectId, providerOfUser, ...entry }: NewAuditEntry) {
  const providerId = {
    event: sql`(select e.provider_id from events e where e.id = ${subjectId})`,
    conference: sql`(select c.provider_id from conferences c where c.id = ${subjectId})`,
    provider: subjectId,
    request: sql`(select r.provider_id from requests r where r.id = ${subjectId})`,
    user: providerOfUser,
    application: null,
    setting: null,
    category: null,
  }[subjectType];
  return { ...entry, subjectType, subjectId, providerId };
}

type About = { type: SubjectType; id: number };

/** Returns whether the log has such an entry about a record, by this person, since then. */
export async function wasLoggedSince(
  db: Queryable,
  { userId, action, subject, since }: { userId: number; action: string; subject: About; since: Date },
): Promise<boolean> {
  const [found] = await db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.userId, userId),
        gt(auditEntries.at, since),
        eq(auditEntries.action, action),
        eq(auditEntries.subjectType, subject.type),
        eq(auditEntries.subjectId, subject.id),
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** Lists what happened to a record, latest first, starting after a given entry; `action`: only this. */
export async function listEntriesAbout(
  db: Queryable,
  { subject, action, after, limit }: { subject: About; action?: string; after: number | null; limit: number },
) {
  return db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      action: auditEntries.action,
      actorKind: auditEntries.actorKind,
      by: users.name,
      byStaff: sql<boolean>`${auditEntries.actorKind} = 'staff'`,
      onBehalf: sql<boolean>`${auditEntries.onBehalfOf} is not null`,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.userId))
    .where(
      and(
        eq(auditEntries.subjectType, subject.type),
        eq(auditEntries.subjectId, subject.id),
        action === undefined ? undefined : eq(auditEntries.action, action),
        after === null ? undefined : lt(auditEntries.id, after),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit);
}
