import type { UploadedLine } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import { hasSocialSecurityNumber, REMOVED_SSN } from '@/lib/platform/social-security-number';
import { MAX_CELL, MAX_COLUMNS, MAX_TABLE_LINES, MAX_TEXT, TOO_LONG } from './limits';

/**
 * Returns lines as they are stored and shown: without empty ones, with cells cut to what any field can contain, and all
 * as wide as the widest line.
 * @throws AppError `invalid` when there are too many, when they have too much text, or when there are none
 */
export function tableOf(lines: Iterable<UploadedLine>): UploadedLine[] {
  const table: UploadedLine[] = [];
  let room = MAX_TEXT;
  for (const [line, cells] of lines) {
    const kept = cells.slice(0, MAX_COLUMNS).map(cellText);
    while (kept.length > 0 && kept.at(-1) === '') kept.pop();
    if (kept.length === 0) continue;
    table.push([line, kept]);
    for (const { length } of kept) room -= length;
    if (room < 0) throw tooMuchText();
    if (table.length > MAX_TABLE_LINES) throw tooManyLines();
  }
  if (table.length === 0)
    throw new AppError('invalid', 'There are no rows with text. Paste names, or choose another file.');
  return table;
}

export function tooManyLines(): AppError {
  return new AppError('invalid', TOO_LONG);
}

const tooMuchText = () =>
  new AppError('invalid', 'This list contains far more text than names. Copy only the list into a new file.');

// Characters that hide or reorder others, and control characters other than line breaks, which nobody types on purpose.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are the ones to remove.
  /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Cleans a cell. NUL, which cannot be stored, and broken halves of characters are refused later, line by line. */
function cellText(cell: string): string {
  const text = cell.replaceAll(INVISIBLE, '').replaceAll('\0', '\ufffd').toWellFormed().trim();
  // A formula of one text, such as ="012345", is how some platforms keep Excel from changing it.
  const inner = /^="((?:[^"]|"")*)"$/.exec(text)?.[1]?.replaceAll('""', '"').trim();
  if (inner !== undefined) return cellText(inner);
  // The product's own export puts an apostrophe before text that a spreadsheet would read as a formula.
  const plain = /^'[\s]*[=+\-@]/.test(text) ? text.slice(1) : text;
  const kept = plain.length > MAX_CELL ? plain.slice(0, MAX_CELL).toWellFormed() : plain;
  return hasSocialSecurityNumber(kept) ? REMOVED_SSN : kept;
}
