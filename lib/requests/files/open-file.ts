import { findRequestFile } from '@/db/queries/request-files';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { getRequest } from '../request';
import type { FileType } from './read-file';

const fileNotFound = () => new AppError('not_found', 'That file is not part of this request. Check the address.');

/**
 * Reads the number of a file from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseFileId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw fileNotFound();
  return Number(text);
}

/**
 * Returns a file of a request as it was sent, to anyone who may see the request, and records who opened it.
 * @throws AppError `not_found`
 */
export async function openRequestFile(
  ctx: Context,
  ids: { requestId: number; fileId: number },
): Promise<{ fileName: string; type: FileType; bytes: Buffer }> {
  await getRequest(ctx, ids.requestId);
  const file = await findRequestFile(ctx.db, ids, scopeOf(ctx.actor));
  if (!file) throw fileNotFound();
  await record(ctx.db, ctx, {
    action: 'request.file_downloaded',
    subject: `request:${ids.requestId}`,
    details: { fileId: ids.fileId, sha256: file.sha256 },
  });
  return file;
}
