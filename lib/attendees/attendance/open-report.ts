import { findFile } from '@/db/queries/attendance';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';

export const reportNotFound = () =>
  new AppError('not_found', 'That report is not kept for this event. Check the address.');

/**
 * Reads the number of a report from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseReportId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw reportNotFound();
  return Number(text);
}

/**
 * Returns an attendance report as it was uploaded; it stays with the event's records as evidence.
 * @throws AppError `not_found` or `forbidden`
 */
export async function openReport(
  ctx: Context,
  { eventId, fileId }: { eventId: number; fileId: number },
): Promise<{ fileName: string; bytes: Buffer }> {
  authorize(ctx, 'roster.read', await getEvent(ctx, eventId));
  const file = await findFile(ctx.db, eventId, fileId, scopeOf(ctx.actor));
  if (!file) throw reportNotFound();
  const details = { fileId, sha256: file.sha256 };
  await record(ctx.db, ctx, { action: 'attendance.file_downloaded', subject: `event:${eventId}`, details });
  return { fileName: file.fileName, bytes: file.bytes };
}
