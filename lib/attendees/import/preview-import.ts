import { writeWholeRoster } from '@/db/queries/roster';
import { findUpload, listImportChoices } from '@/db/queries/roster-uploads';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import { workInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import type { PreviewOrder, previewUpload } from './plan-upload';

const PREVIEW = defineReading<typeof previewUpload>('lib/attendees/import/plan-upload.ts', 'previewUpload');

export function uploadNotFound(): AppError {
  return new AppError(
    'not_found',
    'This list is no longer available. Lists are deleted after a day. Paste or upload it again.',
  );
}

/**
 * Reads the number of an upload from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseUploadId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw uploadNotFound();
  return Number(text);
}

/**
 * Returns what importing an uploaded list would do, line by line, with the columns matched as in the address.
 * @throws AppError `not_found`, `forbidden`, or `too_many` or `unavailable` when there is no room to plan it
 */
export async function previewImport(
  ctx: Context,
  { eventId, uploadId }: { eventId: number; uploadId: number },
  params: PreviewOrder['params'],
) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change');
  const upload = await findUpload(ctx.db, eventId, uploadId, scopeOf(ctx.actor));
  if (!upload) throw uploadNotFound();
  const { id, fileName, about, hasFile, lines } = upload;
  const order = {
    lines,
    about,
    hasFile,
    params,
    remembered: await listImportChoices(ctx.db, event.providerId),
    roster: (await writeWholeRoster(ctx.db, eventId)).text,
    event: { hours: event.hours },
  };
  return { event, upload: { id, fileName, about }, ...(await workInWorker(PREVIEW, order, ctx)) };
}
