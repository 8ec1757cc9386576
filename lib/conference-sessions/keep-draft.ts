import { z } from 'zod';
import { findDraftFile, putDraft } from '@/db/queries/session-drafts';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { isEncoding } from '@/lib/attendees/import/decode-text';
import { fileNameOf, keptFile } from '@/lib/attendees/import/keep-upload';
import { MAX_CELL, MAX_FILE_BYTES, MAX_SHEETS, TOO_LARGE } from '@/lib/attendees/import/limits';
import type { UnreadList } from '@/lib/attendees/import/read-list';
import { getConference } from '@/lib/conferences/find-conference';
import { whyClosed } from '@/lib/conferences/rules';
import { AppError } from '@/lib/platform/errors';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { noteProgress } from '@/lib/platform/progress';
import { hasSocialSecurityNumber, refusedSsn } from '@/lib/platform/social-security-number';
import { readInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { GRID_COLUMNS } from './column-kinds';
import { type GridRow, gridRowsOf, isBlankRow } from './grid-rows';
import { MAX_ROWS, TOO_MANY_ROWS } from './limits';
import type { readSessionTable } from './read-table';
import { readMark } from './session-mark';

const TABLE = defineReading<typeof readSessionTable>('lib/conference-sessions/read-table.ts', 'readSessionTable');

const AGAIN = 'This form can’t be sent. Open the page again.';

/** Whether something was typed into a row: all sessions of a large conference are in its grid, and most stay as they are. */
const isTyped = (row: GridRow) => !isBlankRow(row) && readMark(row)?.isTouched !== false;

const hasNumber = (row: GridRow) => GRID_COLUMNS.some((column) => hasSocialSecurityNumber(row[column]));

/** The grid as it was typed. */
export const gridSchema = z
  .custom<FormValues>()
  .transform((values) => ({ requestKey: textOf(values, 'requestKey'), rows: gridRowsOf(values) }))
  .pipe(
    z.object({
      requestKey: z.guid(AGAIN),
      rows: z
        .array(z.custom<GridRow>())
        .refine((rows) => !rows.every(isBlankRow), 'Enter at least one session.')
        .refine((rows) => rows.filter(isTyped).length <= MAX_ROWS, TOO_MANY_ROWS)
        .refine((rows) => !rows.some((row) => isTyped(row) && hasNumber(row)), refusedSsn('A session')),
    }),
  );

export const listSchema = z.object({ pasted: z.string(), requestKey: z.guid(AGAIN) });

/** A list in a file, which takes precedence over pasted text. */
export type GivenList = { pasted: string; requestKey: string; file: { name: string; bytes: Uint8Array } | null };

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
 * Keeps the rows of the grid until they are checked. Nothing is added yet.
 * @returns the number under which they are kept for a day
 * @throws AppError `not_found`, `forbidden`, `invalid` for a closed conference, or `conflict` when they were saved already
 */
export async function keepGrid(
  ctx: Context,
  { conferenceId, requestKey, rows }: z.output<typeof gridSchema> & { conferenceId: number },
): Promise<number> {
  await requireOpen(ctx, conferenceId);
  const lines = rows.flatMap((row, index) => {
    if (isBlankRow(row)) return [];
    const cells = [...GRID_COLUMNS.map((column) => row[column]), row.session];
    return [[index + 1, cells.map((cell) => cell.slice(0, MAX_CELL).toWellFormed().replaceAll('\0', ''))]];
  });
  return put(ctx, { conferenceId, requestKey, source: 'grid', fileName: null, lines: JSON.stringify(lines) });
}

/**
 * Reads a list of sessions and keeps it until its columns are matched and its rows are checked. Nothing is added yet.
 * @returns the number under which it is kept for a day
 * @throws AppError the same as `keepGrid`, and `invalid` with a sentence about the file, or `too_many` or `unavailable`
 *   when there is no room to read it
 */
export async function keepList(
  ctx: Context,
  { conferenceId, requestKey, pasted, file }: GivenList & { conferenceId: number },
): Promise<number> {
  await requireOpen(ctx, conferenceId);
  if (!file) return readAndPut(ctx, { conferenceId, requestKey, fileName: null, unread: { pasted } });
  if (file.bytes.length > MAX_FILE_BYTES) throw new AppError('invalid', TOO_LARGE);
  return readAndPut(ctx, { conferenceId, requestKey, fileName: fileNameOf(file), unread: { file: file.bytes } });
}

/**
 * Reads a file again, as another sheet or in another encoding, and keeps the result next to the first.
 * @returns the number under which it is kept for a day
 * @throws AppError the same as `keepList`
 */
export async function rereadList(
  ctx: Context,
  { conferenceId, draftId, sheet, encoding }: z.output<typeof rereadSchema> & { conferenceId: number; draftId: number },
): Promise<number> {
  await requireOpen(ctx, conferenceId);
  const kept = await findDraftFile(ctx.db, conferenceId, draftId, scopeOf(ctx.actor));
  if (!kept?.file) throw draftNotFound();
  const unread = { file: new Uint8Array(kept.file), sheet, encoding: encoding ?? kept.about.encoding };
  return readAndPut(ctx, { conferenceId, requestKey: crypto.randomUUID(), fileName: kept.fileName, unread });
}

export function draftNotFound(): AppError {
  return new AppError(
    'not_found',
    'This list is no longer available. Lists are deleted after a day. Paste or upload it again.',
  );
}

/**
 * Reads the number of a list from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseDraftId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw draftNotFound();
  return Number(text);
}

/** Checks that the person may add sessions to the conference, and that it is open. */
async function requireOpen(ctx: Context, conferenceId: number): Promise<void> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'event.add', conference);
  const why = whyClosed(conference);
  if (why) throw new AppError('invalid', why);
}

async function readAndPut(
  ctx: Context,
  { unread, ...kept }: { conferenceId: number; requestKey: string; fileName: string | null; unread: UnreadList },
): Promise<number> {
  noteProgress(ctx, 'Reading the file');
  const { lines, about } = await readInWorker(TABLE, unread, ctx);
  const mayBeNeeded = 'file' in unread && (about.sheets !== undefined || about.encoding !== undefined);
  return put(ctx, {
    ...kept,
    source: 'file' in unread ? 'file' : 'pasted',
    lines,
    ...keptFile(mayBeNeeded ? unread.file : null, about),
  });
}

async function put(
  ctx: Context,
  draft: Omit<Parameters<typeof putDraft>[1], 'createdBy' | 'createdAt'>,
): Promise<number> {
  const kept = await putDraft(ctx.db, { ...draft, createdBy: ctx.actor.userId, createdAt: ctx.clock.now() });
  if (kept === null) {
    throw new AppError(
      'conflict',
      'These rows were already saved. To add more sessions, open the page again; to change sessions, choose “Edit all sessions”.',
    );
  }
  return kept;
}
