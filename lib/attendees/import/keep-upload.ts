import { z } from 'zod';
import { insertUpload } from '@/db/queries/roster-uploads';
import type { UploadedLine } from '@/db/schema';
import { getEvent } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { fromHeadingsOn } from './columns';
import { decodeText } from './decode-text';
import { readDelimited } from './delimited';
import { MAX_FILE_BYTES } from './limits';
import { isZip, readSpreadsheet } from './spreadsheet';

export const uploadSchema = z.object({ pasted: z.string() });

/** What a person pasted, or a file of theirs, which goes before what is pasted. */
export type Given = { pasted: string; file: { name: string; bytes: Uint8Array } | null };

/**
 * Reads a list that is to be imported and keeps it until its columns are matched. The roster does not change yet.
 * @returns the number under which it is kept for a day
 * @throws AppError `not_found`, `forbidden`, or `invalid` with a sentence about the file
 */
export async function keepUpload(
  ctx: Context,
  { eventId, pasted, file }: Given & { eventId: number },
): Promise<number> {
  await getEvent(ctx, eventId);
  authoriseEventChange(ctx.actor);
  const lines = fromHeadingsOn(file ? linesOfFile(file) : readDelimited(pasted));
  return insertUpload(ctx.db, {
    eventId,
    fileName: file ? file.name.slice(0, 200).toWellFormed().replaceAll('\0', '') : null,
    lines,
    createdBy: ctx.actor.userId,
    createdAt: ctx.clock.now(),
  });
}

function linesOfFile({ bytes }: NonNullable<Given['file']>): UploadedLine[] {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError(
      'invalid',
      'The file is larger than 2 MB. Copy the list alone into a new file, or import it in parts.',
    );
  }
  if (isZip(bytes)) return readSpreadsheet(bytes);
  // The old format of Excel begins so, and a PDF so.
  if ((bytes[0] === 0xd0 && bytes[1] === 0xcf) || (bytes[0] === 0x25 && bytes[1] === 0x50)) {
    throw new AppError(
      'invalid',
      'This kind of file cannot be read. Save the list as an Excel workbook (.xlsx) or as CSV, then choose that file.',
    );
  }
  return readDelimited(decodeText(bytes));
}
