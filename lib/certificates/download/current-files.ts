import { listCurrentFileParts } from '@/db/queries/certificate-list';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { StoredParts } from '@/lib/printing/filling/merge-files';
import { baseBytes } from '../issue/named-file';

export type CurrentFile = { name: string; serial: string; issuedAt: Date; parts: StoredParts };

/** Puts a file together from its parts, exactly as it was issued. */
export function wholeFile({ base, bytes }: StoredParts): Buffer {
  return base ? Buffer.concat([base.bytes, bytes]) : bytes;
}

/** How many files are in memory at once, at about 60 KB each. */
const BATCH = 40;

/**
 * Begins the download of all valid certificates of an event and records it in the audit log. Everybody who can read the
 * roster can download them.
 * @param as the kind of file that contains them
 * @throws AppError `not_found`, `forbidden`, or `invalid` when there are none
 */
export async function beginDownload(ctx: Context, eventId: number, as: 'zip' | 'pdf') {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  const files = currentFiles(ctx, eventId);
  const first = await files.next();
  if (first.done) throw new AppError('invalid', 'There are no certificates to download yet. Issue them first.');
  await ctx.db.transaction((tx) =>
    record(tx, ctx, { action: 'certificates.downloaded', subject: `event:${eventId}`, details: { as } }),
  );
  return { event, files: startingWith(first.value, files) };
}

/**
 * Returns the valid certificates, oldest first. They are read in batches by key, each when the last one is on its way,
 * so that a slow reader ties up neither memory nor a database connection.
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
