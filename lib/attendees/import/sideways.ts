import type { UploadedLine } from '@/db/schema';
import { worthOf } from './find-table';
import { MAX_COLUMNS } from './limits';

/**
 * Returns a list with one person per column as rows, if its first column has more headings than any of its lines; null
 * for other lists.
 */
export function uprighted(lines: readonly UploadedLine[]): UploadedLine[] | null {
  if (lines.length > MAX_COLUMNS) return null;
  const headings = lines.map(([, cells]) => cells[0] ?? '');
  const width = Math.max(...lines.map(([, cells]) => cells.length));
  const worth = worthOf(headings);
  // Headings further down belong to a table with one person per row.
  const isUpright = lines.some(([, cells], index) => worthOf(cells) >= (index > 0 ? 1 : worth));
  if (width < 3 || worth < 4 || isUpright) return null;
  return Array.from(
    { length: width },
    (_, column): UploadedLine => [column + 1, lines.map(([, cells]) => cells[column] ?? '')],
  );
}
