import { createHash } from 'node:crypto';
import { countRequestFiles, insertRequestFile } from '@/db/queries/request-files';
import { findRequest } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { readInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { lockUndecided, requestNotFound } from '../request';
import { CAPABILITY_TO_ASK } from '../rules';
import { safeFileName } from './file-name';
import { MAX_FILE, MAX_FILES, TOO_LARGE } from './limits';
import type { readFile } from './read-file';

const FILE = defineReading<typeof readFile>('lib/requests/files/read-file.ts', 'readFile');

/** Tries in 15 minutes (choice), because opening a file is expensive. */
const MAX_TRIES = 30;

type Input = { requestId: number; file: { name: string; bytes: Uint8Array } | null };

/**
 * Adds a file to a request before it is decided: a PDF or a picture, which staff and the provider can download. The same
 * file twice is added once.
 * @throws AppError `not_found`, `forbidden`, `conflict` when the request is decided, `invalid` with a sentence about the
 * file, or `too_many` or `unavailable`
 */
export async function addRequestFile(ctx: Context, { requestId, file }: Input): Promise<void> {
  const request = await findRequest(ctx.db, requestId, scopeOf(ctx.actor));
  if (!request) throw requestNotFound();
  authorize(ctx, CAPABILITY_TO_ASK[request.kind], request);
  if (!file || file.bytes.length === 0) throw new AppError('invalid', 'Choose a file.');
  if (file.bytes.length > MAX_FILE) throw new AppError('invalid', TOO_LARGE);
  const { userId } = ctx.actor;
  await limitTries(ctx, `request-file:account:${userId}`, MAX_TRIES);
  const type = await readInWorker(FILE, file.bytes, ctx);
  const bytes = Buffer.from(file.bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await ctx.db.transaction(async (tx) => {
    await lockUndecided(tx, ctx, { requestId, as: 'provider' });
    const fileId = await insertRequestFile(tx, {
      requestId,
      fileName: safeFileName(file.name, type),
      type,
      sha256,
      length: bytes.length,
      bytes,
      addedBy: userId,
      addedAt: ctx.clock.now(),
    });
    if (fileId === null) return;
    if ((await countRequestFiles(tx, requestId)) > MAX_FILES) {
      throw new AppError('invalid', `A request can have at most ${MAX_FILES} files.`);
    }
    await record(tx, ctx, {
      action: 'request.file_added',
      subject: `request:${requestId}`,
      details: { fileId, sha256, type },
    });
  });
}
