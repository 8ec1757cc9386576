import { listCurrentFileParts } from '@/db/queries/certificate-list';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import type { StoredParts } from '../filling/merge-files';
import { baseBytes } from '../issue/named-file';

export type CurrentFile = { name: string; serial: string; issuedAt: Date; parts: StoredParts };

/** A file as it was issued, from its parts. */
export function wholeFile({ base, bytes }: StoredParts): Buffer {
  return base ? Buffer.concat([base.bytes, bytes]) : bytes;
}

/** So many are in memory at once, some 60 KB each. */
const BATCH = 40;

/**
 * Begins the download of all certificates of an event that hold now, and says so in the log. Whoever may read the event
 * may have them.
 * @param as what they are put into
 * @throws AppError `not_found`, or `invalid` when there is none
 */
export async function beginDownload(ctx: Context, eventId: number, as: 'zip' | 'pdf') {
  const event = await getEvent(ctx, eventId);
  const files = currentFiles(ctx, eventId);
  const first = await files.next();
  if (first.done) throw new AppError('invalid', 'There are no certificates to download yet. Issue them first.');
  await ctx.db.transaction((tx) =>
    record(tx, ctx, { action: 'certificates.downloaded', subject: `event:${eventId}`, details: { as } }),
  );
  return { event, files: startingWith(first.value, files) };
}

/**
 * The certificates that hold now, the oldest first. They are read batch by batch and by key, each batch when the last
 * one is on its way: a slow reader holds neither memory nor a connection of the database.
 */
async function* currentFiles(ctx: Context, eventId: number): AsyncGenerator<CurrentFile, void> {
  for (let afterId = 0; ; ) {
    const rows = await listCurrentFileParts(ctx.db, eventId, scopeOf(ctx.actor), { afterId, limit: BATCH });
    for (const { name, serial, issuedAt, baseId, bytes, length } of rows) {
      const base = baseId === null ? null : { id: baseId, bytes: await baseBytes(ctx.db, baseId) };
      if ((base?.bytes.length ?? 0) + bytes.length !== length) {
        throw new Error(`the file of ${serial} is not as long as it was`);
      }
      yield { name, serial, issuedAt, parts: { base, bytes } };
    }
    if (rows.length < BATCH) return;
    afterId = rows.at(-1)!.id;
  }
}

async function* startingWith<T>(first: T, rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return();
  }
}
