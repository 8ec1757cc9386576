import type { UploadedLine } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import { MAX_CELL, MAX_COLUMNS, MAX_LINES } from './limits';

/**
 * Lines as they are kept and shown: without empty ones, cells cut to what any field could hold, and as wide as the
 * widest line.
 * @throws AppError `invalid` when there are too many, or none
 */
export function tableOf(lines: Iterable<UploadedLine>): UploadedLine[] {
  const table: UploadedLine[] = [];
  for (const [line, cells] of lines) {
    const kept = cells.slice(0, MAX_COLUMNS).map(cellText);
    while (kept.length > 0 && kept.at(-1) === '') kept.pop();
    if (kept.length === 0) continue;
    table.push([line, kept]);
    if (table.length > MAX_LINES + 1) throw tooManyLines();
  }
  if (table.length === 0)
    throw new AppError('invalid', 'There is no line with text in it. Paste names, or choose another file.');
  return table;
}

export function tooManyLines(): AppError {
  const most = MAX_LINES.toLocaleString('en-US');
  return new AppError('invalid', `There are more than ${most} lines. Import them in several parts.`);
}

/** NUL cannot be stored, and broken halves of letters cannot be read: both are refused later, by line, as what they are. */
function cellText(cell: string): string {
  const text = cell.replaceAll('\0', '\ufffd').toWellFormed().trim();
  // Our own export puts an apostrophe before what a spreadsheet would take for a formula.
  const plain = /^'[\s]*[=+\-@]/.test(text) ? text.slice(1) : text;
  return plain.length > MAX_CELL ? plain.slice(0, MAX_CELL).toWellFormed() : plain;
}
