import { listWholeRoster } from '@/db/queries/roster';
import { findUpload } from '@/db/queries/roster-uploads';
import { getEvent } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { whyNotTheseColumns } from './columns';
import { type Matching, readMatching } from './matching';
import { type PlannedLine, planImport } from './plan';

export function uploadNotFound(): AppError {
  return new AppError(
    'not_found',
    'This list is not kept any more: a list waits for a day, then it is deleted. Paste or upload it again.',
  );
}

/** @throws AppError `not_found` for anything that cannot be the number of an upload */
export function parseUploadId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw uploadNotFound();
  return Number(text);
}

/**
 * What importing an uploaded list would do, line by line, with the columns matched as the address says.
 * @throws AppError `not_found` or `forbidden`
 */
export async function previewImport(
  ctx: Context,
  { eventId, uploadId }: { eventId: number; uploadId: number },
  params: Parameters<typeof readMatching>[0],
) {
  const event = await getEvent(ctx, eventId);
  authoriseEventChange(ctx.actor);
  const upload = await findUpload(ctx.db, eventId, uploadId, scopeOf(ctx.actor));
  if (!upload) throw uploadNotFound();
  const matching: Matching = readMatching(params, upload.lines);
  const why = whyNotTheseColumns(matching.columns);
  const roster = await listWholeRoster(ctx.db, eventId);
  const plan: PlannedLine[] = why ? [] : planImport(upload.lines, matching, { roster, event });
  return { event, upload, matching, why, plan };
}
