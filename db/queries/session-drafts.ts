import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { conferences, type SessionListAbout, sessionDrafts } from '../schema';
import type { EventScope } from './events';

type NewDraft = Omit<typeof sessionDrafts.$inferInsert, 'id' | 'lines'> & { lines: string };

const within = (scope: EventScope) =>
  scope === 'every-provider' ? undefined : eq(conferences.providerId, scope.providerId);

/**
 * Keeps a list whose lines are written as JSON; a form sent again replaces the rows of its own list.
 * @returns null when that list was saved already, or belongs to someone else's form
 */
export async function putDraft(tx: Queryable, { lines, ...draft }: NewDraft): Promise<number | null> {
  const { about, fileName, file } = draft;
  const [row] = await tx
    .insert(sessionDrafts)
    .values({ ...draft, lines: sql`${lines}::jsonb` })
    .onConflictDoUpdate({
      target: sessionDrafts.requestKey,
      set: { lines: sql`${lines}::jsonb`, about, fileName, file },
      setWhere: and(
        eq(sessionDrafts.conferenceId, draft.conferenceId),
        eq(sessionDrafts.createdBy, draft.createdBy),
        isNull(sessionDrafts.savedAt),
      ),
    })
    .returning({ id: sessionDrafts.id });
  return row?.id ?? null;
}

/** Returns a list that is kept for this conference; null when it is another's, out of scope, or deleted. */
export async function findDraft(db: Queryable, conferenceId: number, draftId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: sessionDrafts.id,
      source: sessionDrafts.source,
      fileName: sessionDrafts.fileName,
      lines: sessionDrafts.lines,
      about: sessionDrafts.about,
      requestKey: sessionDrafts.requestKey,
      hasFile: sql<boolean>`${sessionDrafts.file} is not null`,
      savedAt: sessionDrafts.savedAt,
      added: sessionDrafts.added,
      edited: sessionDrafts.edited,
    })
    .from(sessionDrafts)
    .innerJoin(conferences, eq(conferences.id, sessionDrafts.conferenceId))
    .where(and(eq(sessionDrafts.id, draftId), eq(sessionDrafts.conferenceId, conferenceId), within(scope)));
  return row ?? null;
}

/** The file of a list; null when it was not kept, or the list is not to be found. */
export async function findDraftFile(db: Queryable, conferenceId: number, draftId: number, scope: EventScope) {
  const [row] = await db
    .select({ fileName: sessionDrafts.fileName, file: sessionDrafts.file, about: sessionDrafts.about })
    .from(sessionDrafts)
    .innerJoin(conferences, eq(conferences.id, sessionDrafts.conferenceId))
    .where(and(eq(sessionDrafts.id, draftId), eq(sessionDrafts.conferenceId, conferenceId), within(scope)));
  return row ?? null;
}

/** Keeps anyone else from saving this list until the transaction ends. */
export async function lockDraft(tx: Queryable, draftId: number): Promise<void> {
  await tx
    .select({ id: sessionDrafts.id })
    .from(sessionDrafts)
    .where(eq(sessionDrafts.id, draftId))
    .for('no key update');
}

/** Notes that a list was saved, and what became of it. */
export async function setDraftSaved(
  tx: Queryable,
  draftId: number,
  saved: { savedAt: Date; added: number; edited: number; about: SessionListAbout },
): Promise<void> {
  await tx.update(sessionDrafts).set(saved).where(eq(sessionDrafts.id, draftId));
}

/** Deletes lists that nobody will return to. */
export async function deleteOldDrafts(db: Queryable, before: Date): Promise<void> {
  await db.delete(sessionDrafts).where(lt(sessionDrafts.createdAt, before));
}
