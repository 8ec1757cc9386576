import { and, asc, count, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { requestFiles, requests, users } from '../schema';
import type { EventScope } from './events';

/** Adds a file to a request. Returns null when the request has this file already. */
export async function insertRequestFile(
  tx: Queryable,
  file: Omit<typeof requestFiles.$inferInsert, 'id'>,
): Promise<number | null> {
  const [row] = await tx
    .insert(requestFiles)
    .values(file)
    .onConflictDoNothing({ target: [requestFiles.requestId, requestFiles.sha256] })
    .returning({ id: requestFiles.id });
  return row?.id ?? null;
}

export async function countRequestFiles(db: Queryable, requestId: number): Promise<number> {
  const [row] = await db.select({ files: count() }).from(requestFiles).where(eq(requestFiles.requestId, requestId));
  return row!.files;
}

/** Lists the files of a request, oldest first, without their bytes. */
export async function listRequestFiles(db: Queryable, requestId: number) {
  return db
    .select({
      id: requestFiles.id,
      fileName: requestFiles.fileName,
      type: requestFiles.type,
      length: requestFiles.length,
      addedAt: requestFiles.addedAt,
      addedByName: users.name,
    })
    .from(requestFiles)
    .innerJoin(users, eq(users.id, requestFiles.addedBy))
    .where(eq(requestFiles.requestId, requestId))
    .orderBy(asc(requestFiles.id));
}

/** Returns a file of a request with its bytes, or null when it is not one of a request within the scope. */
export async function findRequestFile(
  db: Queryable,
  { requestId, fileId }: { requestId: number; fileId: number },
  scope: EventScope,
) {
  const [row] = await db
    .select({
      fileName: requestFiles.fileName,
      type: requestFiles.type,
      sha256: requestFiles.sha256,
      bytes: requestFiles.bytes,
    })
    .from(requestFiles)
    .innerJoin(requests, eq(requests.id, requestFiles.requestId))
    .where(
      and(
        eq(requestFiles.id, fileId),
        eq(requestFiles.requestId, requestId),
        scope === 'every-provider' ? undefined : eq(requests.providerId, scope.providerId),
      ),
    );
  return row ?? null;
}
