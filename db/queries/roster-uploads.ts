import { and, eq, lt } from 'drizzle-orm';
import type { Queryable } from '../client';
import { events, rosterUploads } from '../schema';
import { type EventScope, withinScope } from './events';

export async function insertUpload(tx: Queryable, upload: Omit<typeof rosterUploads.$inferInsert, 'id'>) {
  const [row] = await tx.insert(rosterUploads).values(upload).returning({ id: rosterUploads.id });
  return row!.id;
}

/** A table uploaded for this event; null when it is another event's, out of scope, or deleted by now. */
export async function findUpload(db: Queryable, eventId: number, uploadId: number, scope: EventScope) {
  const [row] = await db
    .select({ id: rosterUploads.id, fileName: rosterUploads.fileName, lines: rosterUploads.lines })
    .from(rosterUploads)
    .innerJoin(events, eq(events.id, rosterUploads.eventId))
    .where(and(eq(rosterUploads.id, uploadId), eq(rosterUploads.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Uploads hold names and addresses, and nobody comes back to one after a day. */
export async function deleteOldUploads(db: Queryable, before: Date): Promise<void> {
  await db.delete(rosterUploads).where(lt(rosterUploads.createdAt, before));
}
