import { AppError } from '@/lib/platform/errors';
import { meaningOf } from './headings';
import { MAX_COLUMNS, MAX_SHEETS, MAX_TABLE_LINES } from './limits';
import type { Sheet, UploadedLine } from './sheets';
import { tooManyLines } from './table';

type Fields = Record<string, unknown>;

/** How deep lists and fields inside each other are searched. */
const MAX_LEVELS = 6;

const BROKEN =
  'This looks like JSON, but it can’t be read: a part is missing or not written correctly. Copy all of it, or save the list as a CSV file.';
const NO_LIST = 'This JSON does not contain a list of people. Copy only the list, or save it as a CSV file.';

/**
 * Reads lists in JSON, one or several in the same text, as tables; null when a text is not JSON.
 * @throws AppError `invalid` when a text that looks like JSON cannot be read, or has no list
 */
export function readJson(text: string): Sheet[] | null {
  const body = text.replace(/^\ufeff/, '').trim();
  if (!/^[[{]/.test(body)) return null;
  const value = parsed(body) ?? parsedLines(body);
  if (value === undefined) {
    if (/^\[?\s*\{\s*"[^"]*"\s*:/.test(body)) throw new AppError('invalid', BROKEN);
    return null;
  }
  const sheets = listsIn(value, 'List', 0)
    .slice(0, MAX_SHEETS)
    .map(([name, list]): Sheet => ({ name, lines: tableOf(list), hidden: [], totals: [] }));
  if (sheets.length === 0) throw new AppError('invalid', NO_LIST);
  return sheets;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses a text with an object in each line, as programs write logs. */
function parsedLines(text: string): unknown[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map((line) => parsed(line.trim().replace(/,$/, '')));
  return values.every(isFields) ? values : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = ([key, value]: [string, unknown]) =>
  typeof value === 'string' && ['name', 'firstName', 'lastName'].includes(meaningOf(key)?.kind ?? '');

/** Returns the lists in a value with their names, from the outside in. */
function listsIn(value: unknown, name: string, level: number): [name: string, list: unknown[]][] {
  if (level > MAX_LEVELS) return [];
  if (Array.isArray(value)) return value.length > 0 ? [[name, value]] : [];
  if (!isFields(value)) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => listsIn(each, key, level + 1));
  if (inside.some(([, list]) => list.some(isFields)) || level > 0) return inside;
  // People by their numbers, or one person.
  const values = Object.values(value);
  if (values.length > 0 && values.every(isFields)) return [[name, values]];
  return Object.entries(value).some(isName) ? [[name, [value]]] : [];
}

/** Returns a list as lines: the names of all fields, then a line for each item. */
function tableOf(list: readonly unknown[]): UploadedLine[] {
  if (list.length > MAX_TABLE_LINES) throw tooManyLines();
  if (!list.some(isFields))
    return list.map((each, index): UploadedLine => [index + 1, (Array.isArray(each) ? each : [each]).map(textOf)]);
  const people = list.map((each) => (isFields(each) ? flat(each) : new Map<string, string>()));
  const names = [...new Set(people.flatMap((person) => [...person.keys()]))].slice(0, MAX_COLUMNS);
  return [
    [1, names],
    ...people.map((person, index): UploadedLine => [index + 2, names.map((name) => person.get(name) ?? '')]),
  ];
}

/** Returns the fields of a person by name; those inside another field have both names: "school.name". */
function flat(fields: Fields, before = '', level = 0, found = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(fields)) {
    const answers = Array.isArray(value) ? value.map(answerIn) : [];
    if (isFields(value) && level < MAX_LEVELS) flat(value, `${before}${key}.`, level + 1, found);
    else if (answers.some(Boolean))
      for (const [question, answer] of answers.filter((each) => each !== null)) found.set(question, answer);
    else found.set(before + key, textOf(value));
  }
  return found;
}

/** Returns the question of a form and its answer, as ticketing systems have them below a person; null for other values. */
function answerIn(value: unknown): [question: string, answer: string] | null {
  if (!isFields(value)) return null;
  const [question, answer] = [/^(question|label|title|field)$/i, /^(answer|value|response)$/i].map(
    (pattern) => Object.entries(value).find(([key]) => pattern.test(key))?.[1],
  );
  return typeof question === 'string' && answer !== undefined ? [question, textOf(answer)] : null;
}

/** Returns a value as a cell; lists of lists and of objects are none. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((each) => typeof each !== 'object').join(', ');
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}
