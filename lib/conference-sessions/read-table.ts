import type { UploadAbout } from '@/db/schema';
import { TOO_LONG } from '@/lib/attendees/import/limits';
import { hasNumberInFile } from '@/lib/attendees/import/numbers-in-file';
import { readTable, type UnreadList } from '@/lib/attendees/import/read-list';
import { AppError, isAppError } from '@/lib/platform/errors';
import { worthOfHeadings } from './columns';
import { LOOKED_AT } from './find-rows';
import { MAX_ROWS, TOO_MANY_ROWS } from './limits';

/** A list of sessions that was read: its lines as JSON, as they are kept. */
export type WrittenTable = { lines: string; about: UploadAbout };

/**
 * Reads a list of sessions. Runs in a worker thread: see keep-draft.ts.
 * @throws AppError `invalid` with a sentence about the file, or when it has too many rows
 */
export async function readSessionTable(list: UnreadList): Promise<WrittenTable> {
  const { lines, about } = await readTable(list, ({ lines: [...rows] }) =>
    Math.max(0, ...rows.slice(0, LOOKED_AT).map(([, cells]) => worthOfHeadings(cells))),
  ).catch((error: unknown) => {
    // The reader's own limit is one of rosters, which are longer.
    const isTooLong = isAppError(error) && error.message === TOO_LONG;
    throw isTooLong ? new AppError('invalid', TOO_MANY_ROWS, { cause: error }) : error;
  });
  if (lines.length > MAX_ROWS + LOOKED_AT) throw new AppError('invalid', TOO_MANY_ROWS);
  const mayBeKept = about.sheets !== undefined || about.encoding !== undefined;
  const hasNumber = 'file' in list && mayBeKept && !about.ssn && (await hasNumberInFile(list.file, about.encoding));
  return { lines: JSON.stringify(lines), about: hasNumber ? { ...about, ssn: 'list' } : about };
}
