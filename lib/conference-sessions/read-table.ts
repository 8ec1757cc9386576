import type { UploadAbout } from '@/db/schema';
import { readTable, type UnreadList } from '@/lib/attendees/import/read-list';
import { AppError } from '@/lib/platform/errors';
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
  );
  if (lines.length > MAX_ROWS + LOOKED_AT) throw new AppError('invalid', TOO_MANY_ROWS);
  return { lines: JSON.stringify(lines), about };
}
