import { z } from 'zod';
import { isDay } from '../days';

/**
 * A part of a position in a list. Positions are neither secret nor signed: they are checked like any other input, and never
 * affect whose rows are listed.
 */
type Part<Value> = { pattern: string; read: (text: string) => Value | null; write: (value: Value) => string };

export const ID: Part<number> = {
  pattern: '[1-9]\\d{0,15}',
  read: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : null),
  write: String,
};

export const DAY: Part<string> = {
  pattern: '\\d{4}-\\d{2}-\\d{2}',
  read: (text) => (isDay(text) && text > '0001-01-01' ? text : null),
  write: (day) => day,
};

/** A moment in milliseconds. */
export const MOMENT: Part<Date> = {
  pattern: '\\d{1,14}',
  read: (text) => new Date(Number(text)),
  write: (moment) => String(moment.getTime()),
};

const MAX_TEXT = 2000;

/** Any text, such as a title. A position has at most one. */
export const TEXT: Part<string> = {
  pattern: `[^]{0,${MAX_TEXT}}`,
  read: (text) => (text.isWellFormed() && !text.includes('\0') ? text : null),
  write: (text) => text,
};

/** A text of a certain form, such as a number that is kept as text. */
export const textLike = (pattern: string): Part<string> => ({ ...TEXT, pattern });

/**
 * Writes and reads the position of a row in a list, such as `2026-05-03_1042`: the values that the list is sorted by, in the
 * order of the parts.
 */
export function cursor<Row extends Readonly<Record<string, unknown>>>(
  parts: {
    [Name in keyof Row]: Part<Row[Name]>;
  },
) {
  const list = Object.entries(parts) as [string, Part<unknown>][];
  const whole = new RegExp(`^${list.map(([, { pattern }]) => `(${pattern})`).join('_')}$`, 'u');
  function write(row: Row): string {
    return list.map(([name, part]) => part.write(row[name])).join('_');
  }
  function read(text: string): Row | null {
    const found = whole.exec(text)?.slice(1);
    if (!found) return null;
    const values = list.map(([name, part], index) => [name, part.read(found[index]!)] as const);
    return values.some(([, value]) => value === null) ? null : (Object.fromEntries(values) as Row);
  }
  /** For the schema of a list's address: what makes no sense is null, so that the list starts from the beginning. */
  const schema = z.string().transform(read).nullable().catch(null);
  return { write, read, schema };
}
