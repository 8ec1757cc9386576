import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { events, importChoices, rosterUploads } from '../schema';
import { type EventScope, withinScope } from './events';

type NewUpload = Omit<typeof rosterUploads.$inferInsert, 'id' | 'lines'> & { lines: string };

/** Saves a table whose lines are written as JSON. */
export async function insertUpload(tx: Queryable, { lines, ...upload }: NewUpload): Promise<number> {
  const [row] = await tx
    .insert(rosterUploads)
    .values({ ...upload, lines: sql`${lines}::jsonb` })
    .returning({ id: rosterUploads.id });
  return row!.id;
}

/** The lines as JSON: only worker threads read them. */
const WRITTEN_LINES = sql<string>`${rosterUploads.lines}::text`;

/** Returns a table uploaded for this event; null when it is another event's, out of scope, or already deleted. */
export async function findUpload(db: Queryable, eventId: number, uploadId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: rosterUploads.id,
      fileName: rosterUploads.fileName,
      lines: WRITTEN_LINES,
      about: rosterUploads.about,
      hasFile: sql<boolean>`${rosterUploads.file} is not null`,
    })
    .from(rosterUploads)
    .innerJoin(events, eq(events.id, rosterUploads.eventId))
    .where(and(eq(rosterUploads.id, uploadId), eq(rosterUploads.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Returns several tables uploaded for this event, with the hashes of their files, in the order of their numbers. */
export async function listUploads(db: Queryable, eventId: number, uploadIds: readonly number[], scope: EventScope) {
  if (uploadIds.length === 0) return [];
  return db
    .select({
      id: rosterUploads.id,
      fileName: rosterUploads.fileName,
      lines: WRITTEN_LINES,
      about: rosterUploads.about,
      sha256: sql<string | null>`encode(sha256(${rosterUploads.file}), 'hex')`,
    })
    .from(rosterUploads)
    .innerJoin(events, eq(events.id, rosterUploads.eventId))
    .where(and(inArray(rosterUploads.id, [...uploadIds]), eq(rosterUploads.eventId, eventId), withinScope(scope)))
    .orderBy(asc(rosterUploads.id));
}

/** The file of an upload; null when it was not kept, or the upload is not to be found. */
export async function findUploadedFile(db: Queryable, eventId: number, uploadId: number, scope: EventScope) {
  const [row] = await db
    .select({ fileName: rosterUploads.fileName, file: rosterUploads.file, about: rosterUploads.about })
    .from(rosterUploads)
    .innerJoin(events, eq(events.id, rosterUploads.eventId))
    .where(and(eq(rosterUploads.id, uploadId), eq(rosterUploads.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Deletes old uploads, since they contain names and addresses and nobody returns to one after a day. */
export async function deleteOldUploads(db: Queryable, before: Date): Promise<void> {
  await db.delete(rosterUploads).where(lt(rosterUploads.createdAt, before));
}

type Choice = typeof importChoices.$inferInsert;

/** How many choices of a provider are remembered; those of the oldest lists are forgotten first. */
const MAX_REMEMBERED = 500;

/** Returns how a provider matched the columns of its last list of each shape. */
export async function listImportChoices(db: Queryable, providerId: number): Promise<Map<string, Choice['choice']>> {
  const rows = await db
    .select({ shape: importChoices.shape, choice: importChoices.choice })
    .from(importChoices)
    .where(eq(importChoices.providerId, providerId))
    .orderBy(desc(importChoices.chosenAt))
    .limit(MAX_REMEMBERED);
  return new Map(rows.map(({ shape, choice }) => [shape, choice]));
}

/** Saves how a provider matched a list, in place of what it chose for an earlier list of this shape. */
export async function saveImportChoice(tx: Queryable, { providerId, shape, ...choice }: Choice): Promise<void> {
  await tx
    .insert(importChoices)
    .values({ providerId, shape, ...choice })
    .onConflictDoUpdate({ target: [importChoices.providerId, importChoices.shape], set: choice });
}

/** Forgets what a provider chose for lists of this shape. */
export async function deleteImportChoice(
  tx: Queryable,
  { providerId, shape }: Pick<Choice, 'providerId' | 'shape'>,
): Promise<void> {
  await tx.delete(importChoices).where(and(eq(importChoices.providerId, providerId), eq(importChoices.shape, shape)));
}
