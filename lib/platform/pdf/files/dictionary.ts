/** The start and end of an entry's value in a dictionary's text. */
type Entry = { key: string; from: number; to: number };

const SPACES = new Set('\0\t\n\f\r ');
const DELIMITERS = new Set('\0\t\n\f\r ()<>[]{}/%');
const MALFORMED = 'this is no dictionary as the browser writes it';

/**
 * Returns the entries of a dictionary's text, without those of nested dictionaries.
 * @throws when the text is not a dictionary
 */
function entriesOf(dictionary: string): Entry[] {
  if (!dictionary.startsWith('<<') || afterValue(dictionary, 0) !== dictionary.length) throw new Error(MALFORMED);
  const entries: Entry[] = [];
  let at = afterSpace(dictionary, 2);
  while (!dictionary.startsWith('>>', at)) {
    if (dictionary[at] !== '/') throw new Error(MALFORMED);
    const afterKey = afterWord(dictionary, at + 1);
    const from = afterSpace(dictionary, afterKey);
    let to = afterValue(dictionary, from);
    const reference = /^\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![A-Za-z])/.exec(dictionary.slice(from, from + 40));
    if (reference) to = from + reference[0].length;
    entries.push({ key: dictionary.slice(at + 1, afterKey), from, to });
    at = afterSpace(dictionary, to);
  }
  return entries;
}

/** Returns the text of an entry's value, or null. */
export function entryOf(dictionary: string, key: string): string | null {
  const entry = entriesOf(dictionary).find((each) => each.key === key);
  return entry ? dictionary.slice(entry.from, entry.to) : null;
}

/** Returns all entries of a dictionary's text, by their keys. */
export function allEntries(dictionary: string): Map<string, string> {
  return new Map(entriesOf(dictionary).map(({ key, from, to }) => [key, dictionary.slice(from, to)]));
}

/** Returns the dictionary with this entry, replacing an existing one. */
export function withEntry(dictionary: string, key: string, value: string): string {
  const entry = entriesOf(dictionary).find((each) => each.key === key);
  return entry
    ? `${dictionary.slice(0, entry.from)}${value}${dictionary.slice(entry.to)}`
    : `${dictionary.slice(0, -2)}\n/${key} ${value}>>`;
}

/** Returns the values of an array's text, each as it is written. */
export function itemsOf(array: string): string[] {
  const items: string[] = [];
  for (let at = afterSpace(array, 1); array[at] !== ']'; ) {
    const [reference] = /^\d+\s+\d+\s+R(?![A-Za-z])/.exec(array.slice(at, at + 40)) ?? [];
    const end = reference === undefined ? afterValue(array, at) : at + reference.length;
    items.push(array.slice(at, end));
    at = afterSpace(array, end);
  }
  return items;
}

/** Returns the object number in `12 0 R`, or null when the value is not a reference. */
export function referredObject(value: string | null): number | null {
  const [, number] = /^(\d{1,8})\s+0\s+R$/.exec(value ?? '') ?? [];
  return number === undefined ? null : Number(number);
}

/** Returns the text of the dictionary or array that begins at this position. */
export function valueAt(text: string, from: number): string {
  const start = afterSpace(text, from);
  return text.slice(start, afterValue(text, start));
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACES.has(text[at]!)) at++;
  return at;
}

function afterWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !DELIMITERS.has(text[at]!)) at++;
  return at;
}

function afterValue(text: string, from: number): number {
  if (text.startsWith('<<', from)) return afterMany(text, from + 2, '>>');
  switch (text[from]) {
    case '[':
      return afterMany(text, from + 1, ']');
    case '(':
      return afterString(text, from);
    case '<':
      return after(text.indexOf('>', from));
    case '/':
      return afterWord(text, from + 1);
    default: {
      const end = afterWord(text, from);
      if (end === from) throw new Error(MALFORMED);
      return end;
    }
  }
}

function afterMany(text: string, from: number, close: string): number {
  let at = afterSpace(text, from);
  while (!text.startsWith(close, at)) at = afterSpace(text, afterValue(text, at));
  return at + close.length;
}

function afterString(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  throw new Error(MALFORMED);
}

function after(at: number): number {
  if (at < 0) throw new Error(MALFORMED);
  return at + 1;
}
