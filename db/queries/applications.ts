import { and, asc, desc, eq, inArray, like, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { applicationSteps, applications, providers, users } from '../schema';

export type ApplicationStatus = (typeof applications.$inferSelect)['status'];

/**
 * Adds an application.
 * @returns its number; of the one that was added with the same key, when the form was sent twice
 */
export async function insertApplication(
  tx: Queryable,
  row: Omit<typeof applications.$inferInsert, 'id' | 'status' | 'waitingSince' | 'decidedAt' | 'providerId'>,
): Promise<{ id: number; added: boolean }> {
  const [added] = await tx.insert(applications).values(row).onConflictDoNothing().returning({ id: applications.id });
  if (added) return { id: added.id, added: true };
  const [known] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.requestKey, row.requestKey));
  return { id: known!.id, added: false };
}

/** Returns an application with the name of the provider that it became, or null. */
export async function findApplication(db: Queryable, applicationId: number) {
  const [row] = await db
    .select({ application: applications, providerName: providers.name })
    .from(applications)
    .leftJoin(providers, eq(providers.id, applications.providerId))
    .where(eq(applications.id, applicationId));
  return row ? { ...row.application, providerName: row.providerName } : null;
}

/** Locks an application until the transaction ends and returns it, or null. */
export async function lockApplication(tx: Queryable, applicationId: number) {
  const [row] = await tx.select().from(applications).where(eq(applications.id, applicationId)).for('update');
  return row ?? null;
}

export async function updateApplication(
  tx: Queryable,
  applicationId: number,
  columns: Partial<
    Pick<typeof applications.$inferInsert, 'status' | 'dueOn' | 'waitingSince' | 'decidedAt' | 'providerId'>
  >,
): Promise<void> {
  await tx.update(applications).set(columns).where(eq(applications.id, applicationId));
}

export async function insertApplicationStep(tx: Queryable, step: typeof applicationSteps.$inferInsert): Promise<void> {
  await tx.insert(applicationSteps).values(step);
}

/** Lists what happened to an application, in order. */
export async function listApplicationSteps(db: Queryable, applicationId: number) {
  return db
    .select({ step: applicationSteps, byName: users.name })
    .from(applicationSteps)
    .innerJoin(users, eq(users.id, applicationSteps.by))
    .where(eq(applicationSteps.applicationId, applicationId))
    .orderBy(asc(applicationSteps.id));
}

type Page = { words: readonly string[]; after: number | null; limit: number };

const found = (words: readonly string[]) =>
  words.map((word) => like(applications.searchText, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`));

/** Lists applications that are not decided, the first one that is due first, starting after a given one. */
export async function listUndecidedApplications(db: Queryable, { words, after, limit }: Page) {
  return db
    .select()
    .from(applications)
    .where(
      and(
        inArray(applications.status, ['open', 'waiting']),
        ...found(words),
        after === null
          ? undefined
          : sql`(${applications.dueOn}, ${applications.id}) > (select a.due_on, a.id from ${applications} a where a.id = ${after})`,
      ),
    )
    .orderBy(asc(applications.dueOn), asc(applications.id))
    .limit(limit);
}

/** Lists applications that were approved, or declined, the latest first, starting after a given one. */
export async function listDecidedApplications(
  db: Queryable,
  { status, words, after, limit }: Page & { status: 'approved' | 'declined' },
) {
  return db
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.status, status),
        sql`${applications.decidedAt} is not null`,
        ...found(words),
        after === null ? undefined : sql`${applications.id} < ${after}`,
      ),
    )
    .orderBy(desc(applications.id))
    .limit(limit);
}

/** Counts the applications that are not decided, up to a limit. */
export async function countUndecidedApplications(db: Queryable, limit: number): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from applications a where a.status in ('open', 'waiting') limit ${limit}) undecided`);
  return row!.count;
}
