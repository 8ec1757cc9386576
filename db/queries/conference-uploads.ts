import { and, eq, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { conferenceUploads } from '../schema';

type NewUpload = Omit<typeof conferenceUploads.$inferInsert, 'id' | 'lines'> & { lines: string };

/** Saves a table whose lines are written as JSON. */
export async function insertConferenceUpload(tx: Queryable, { lines, ...upload }: NewUpload): Promise<number> {
  const [row] = await tx
    .insert(conferenceUploads)
    .values({ ...upload, lines: sql`${lines}::jsonb` })
    .returning({ id: conferenceUploads.id });
  return row!.id;
}

/** Returns a table uploaded for this conference, with its lines as JSON. The caller has checked access to the conference. */
export async function findConferenceUpload(db: Queryable, conferenceId: number, uploadId: number) {
  const [row] = await db
    .select({
      id: conferenceUploads.id,
      fileName: conferenceUploads.fileName,
      lines: sql<string>`${conferenceUploads.lines}::text`,
      about: conferenceUploads.about,
    })
    .from(conferenceUploads)
    .where(and(eq(conferenceUploads.id, uploadId), eq(conferenceUploads.conferenceId, conferenceId)));
  return row ?? null;
}

/** Deletes old uploads, since they contain names and addresses and nobody returns to one after a day. */
export async function deleteOldConferenceUploads(db: Queryable, before: Date): Promise<void> {
  await db.delete(conferenceUploads).where(lt(conferenceUploads.createdAt, before));
}
