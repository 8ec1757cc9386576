import { z } from 'zod';
import { findUploadedFile, insertUpload } from '@/db/queries/roster-uploads';
import type { UploadAbout } from '@/db/schema';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import { withoutSocialSecurityNumbers } from '@/lib/platform/social-security-number';
import { readInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { isEncoding } from './decode-text';
import { MAX_FILE_BYTES, MAX_SHEETS, TOO_LARGE } from './limits';
import { uploadNotFound } from './preview-import';
import type { UnreadList } from './read-list';
import type { readUpload } from './read-upload';

const UPLOAD = defineReading<typeof readUpload>('lib/attendees/import/read-upload.ts', 'readUpload');

export const uploadSchema = z.object({ pasted: z.string() });

/** What a person pasted, or a file, which takes precedence over pasted text. */
export type Given = { pasted: string; file: { name: string; bytes: Uint8Array } | null };

/**
 * Reads a list to be imported and saves it until its columns are matched. The roster does not change yet.
 * @returns the number under which it is saved for a day
 * @throws AppError `not_found`, `forbidden`, `invalid` with a sentence about the file or for a canceled event, or `too_many` or `unavailable`
 * when there is no room for it
 */
export async function keepUpload(
  ctx: Context,
  { eventId, pasted, file }: Given & { eventId: number },
): Promise<number> {
  await requireOpenRoster(ctx, eventId);
  return keep(ctx, { eventId, fileName: file && fileNameOf(file), unread: unreadList({ pasted, file }) });
}

/**
 * Reads an attendance report and saves it, together with the file itself, until its attendance is saved.
 * @throws AppError the same as `keepUpload`, and `invalid` when it does not say how long people were there, or has a Social
 * Security number: the file is evidence, which stays as it is
 */
export async function keepReport(
  ctx: Context,
  { eventId, file }: { eventId: number; file: NonNullable<Given['file']> },
): Promise<number> {
  await requireOpenRoster(ctx, eventId);
  return keep(ctx, { eventId, fileName: fileNameOf(file), unread: unreadList({ pasted: '', file }) }, 'report');
}

/** Checks that the person may change the event's roster, and that the event was not canceled. */
async function requireOpenRoster(ctx: Context, eventId: number): Promise<void> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change');
  refuseCanceled(event);
}

/** Returns a file's name as it is saved. */
export const fileNameOf = ({ name }: { name: string }) =>
  withoutSocialSecurityNumbers(name.slice(0, 200).toWellFormed().replaceAll('\0', ''));

/** The form for reading a file in another way. */
export const rereadSchema = z.object({
  sheet: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().max(MAX_SHEETS))
    .optional(),
  encoding: z.string().refine(isEncoding, 'Choose one of the encodings.').optional(),
});

/**
 * Reads an uploaded file again, as another sheet or in another encoding, and saves the result next to the first.
 * @returns the number under which it is saved for a day
 * @throws AppError the same as `keepUpload`
 */
export async function rereadUpload(
  ctx: Context,
  { eventId, uploadId, sheet, encoding }: z.output<typeof rereadSchema> & { eventId: number; uploadId: number },
  as: 'list' | 'report' = 'list',
): Promise<number> {
  await requireOpenRoster(ctx, eventId);
  const upload = await findUploadedFile(ctx.db, eventId, uploadId, scopeOf(ctx.actor));
  if (!upload?.file) throw uploadNotFound();
  const file = new Uint8Array(upload.file);
  const unread = { file, sheet, encoding: encoding ?? upload.about.encoding };
  return keep(ctx, { eventId, fileName: upload.fileName, unread }, as);
}

async function keep(
  ctx: Context,
  { eventId, fileName, unread }: { eventId: number; fileName: string | null; unread: UnreadList },
  as: 'list' | 'report' = 'list',
): Promise<number> {
  noteProgress(ctx, 'Reading the file');
  const { lines, about, rows, saysTime, mayHaveTimes } = await readInWorker(UPLOAD, unread, ctx);
  noteProgress(ctx, 'Checking', null, rows);
  const file = 'file' in unread ? unread.file : null;
  const which = fileName ? `“${fileName}”` : 'This list';
  if (as === 'report' && about.ssn) throw new AppError('invalid', `${which} ${HAS_SSN}`);
  // Which of several columns or sheets has the times, the person chooses.
  if (as === 'report' && !saysTime && !about.sheets && !mayHaveTimes) {
    throw new AppError(
      'invalid',
      `${which} does not say when people came and left, or how long they stayed. Import it as a list instead.`,
    );
  }
  const mayBeNeeded = as === 'report' || saysTime || about.sheets !== undefined || about.encoding !== undefined;
  return insertUpload(ctx.db, {
    eventId,
    fileName,
    lines,
    ...keptFile(mayBeNeeded ? file : null, about),
    createdBy: ctx.actor.userId,
    createdAt: ctx.clock.now(),
  });
}

/** What to do about an attendance report that has a Social Security number; the file's name comes before it. */
const HAS_SSN =
  'contains Social Security numbers, which can’t be stored here. Remove that column, or those numbers, from the file, then upload it again.';

/**
 * Returns a file that may be read again, and how it was read. A file with Social Security numbers is not kept, so nothing
 * about it can be chosen later.
 */
export function keptFile(file: Uint8Array | null, about: UploadAbout): { file: Buffer | null; about: UploadAbout } {
  if (!file || !about.ssn) return { file: file && Buffer.from(file), about };
  const { sheet: _sheet, sheets: _sheets, encoding: _encoding, ...rest } = about;
  return { file: null, about: { ...rest, ssn: 'file' } };
}

/**
 * Reads a list that a person pasted or uploaded, in a worker thread, and saves nothing.
 * @throws AppError `invalid` with a sentence about the file, or `too_many` or `unavailable` when there is no room for it
 */
export async function readGiven(ctx: Context, given: Given) {
  noteProgress(ctx, 'Reading the file');
  const { lines, about } = await readInWorker(UPLOAD, unreadList(given), ctx);
  return { fileName: given.file && fileNameOf(given.file), lines, about };
}

/** Returns the list to read, if its size is allowed. */
function unreadList({ pasted, file }: Given): UnreadList {
  if (!file) return { pasted };
  if (file.bytes.length > MAX_FILE_BYTES) throw new AppError('invalid', TOO_LARGE);
  return { file: file.bytes };
}
