import { z } from 'zod';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { keepReport } from '../import/keep-upload';
import { MAX_REPORTS, readChoiceText } from './attendance-input';

/** The form for uploading reports, with the choices of the preview that they are added to, as its address has them. */
export const reportsSchema = z.object({ choice: z.string().max(10_000).default('').transform(readChoiceText) });

/**
 * Reads reports of an event's attendance and saves them until the attendance is saved. The roster does not change yet.
 * @returns the numbers under which they are saved for a day
 * @throws AppError `not_found`, `forbidden`, `invalid` with a sentence about a file, or `too_many` or `unavailable`
 * when there is no room for it
 */
export async function uploadReports(
  ctx: Context,
  { eventId, files }: { eventId: number; files: readonly { name: string; bytes: Uint8Array }[] },
): Promise<number[]> {
  if (files.length === 0) throw new AppError('invalid', 'Choose the reports of this event.');
  if (files.length > MAX_REPORTS) throw new AppError('invalid', `Choose at most ${MAX_REPORTS} reports at a time.`);
  const ids: number[] = [];
  for (const file of files) ids.push(await keepReport(ctx, { eventId, file }));
  return ids;
}
