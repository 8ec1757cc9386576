import { parse } from 'csv-parse/sync';
import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { tidyLine } from '@/lib/platform/text';
import { nameAndAddress } from './addresses';
import { aroundAddresses } from './around-addresses';
import { cellsBelow } from './below-each-other';
import { messagesOf } from './chat';
import { isGivenName } from './given-names';
import { meaningOf } from './headings';
import { MAX_TABLE_LINES } from './limits';
import { bareName, isSurelyLastFirst, ONE_NAME } from './names';
import { linesOf, readable, withDots, withoutYaml } from './readable-text';
import { tableOf } from './table';

const DELIMITERS = ['\t', '|', ';', ','];
/** How many lines decide what separates the cells. */
const LOOKED_AT = 60;
/** How many lines of a title can come before a list of names. */
const MAX_TITLES = 3;
/** The longest text whose lines are checked one by one before it is parsed. */
const MAX_LOOKED_AT = 200_000;

/**
 * Returns the lines of CSV, of cells copied from a spreadsheet, of an email's recipients, or of names below each other.
 */
export function readDelimited(text: string): UploadedLine[] {
  // Excel's own separator hint at the top of a file.
  const [hint, hinted] = /^\ufeff?sep=([^\r\n])\r?\n/i.exec(text) ?? [];
  const body = readable(hint ? text.slice(hint.length) : withoutYaml(text));
  const firstLine = hint ? 2 : 1;
  const messages = messagesOf(body);
  if (messages) return tableOf(messages);
  const recipients = recipientsOf(body);
  const people = addressees(recipients) ?? namedRecipients(recipients);
  if (people) return tableOf(people.map((cells, index): UploadedLine => [index + 1, cells]));
  const records = labeled(body) ?? (hint ? null : cellsBelow(body));
  if (records) return tableOf(records);
  const unwrapped = hint ? body : withDots(withoutWrapping(body) ?? body);
  if (!hint && hasDashes(unwrapped)) return tableOf(dashed(unwrapped));
  if (!hint && (isLastFirstList(unwrapped) || hasCommasInNames(unwrapped))) return tableOf(wholeLines(unwrapped));
  const around = hint ? null : aroundAddresses(unwrapped);
  if (around) return tableOf(around);
  const names = hint ? null : namesInOneLine(unwrapped);
  if (names) return tableOf(names.map((name, index): UploadedLine => [index + 1, [name]]));
  if (!hint && isInColumns(unwrapped)) return tableOf(columnsOfText(unwrapped));
  return tableOf(numbered(unwrapped, hinted ?? (isSlashed(unwrapped) ? ' / ' : guessDelimiter(unwrapped)), firstLine));
}

/** Returns the recipients of a message that was copied with its sender, day and subject; any other text as it is. */
function recipientsOf(text: string): string {
  const isHead = (line: string) =>
    /^\s*(from|sent|date|subject|importance|attachments|von|gesendet|betreff|de|enviado|asunto|objet|envoy[eé])\s*:/i.test(
      line,
    );
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT));
  if (!lines.some((line) => /^\s*(to|an|para|à)\s*:/i.test(line)) || !lines.some(isHead)) return text;
  return lines.filter((line) => !isHead(line)).join('\n');
}

/** The most labels that the details of a person have in a text. */
const MAX_LABELS = 12;

const LABELED = /^\s*([^:\t]{2,60}?)\s*:\s*(.*)$/;

/** Reads people whose details are below each other, each after its label: "Name: Ana Redfern"; null for other lists. */
function labeled(text: string): UploadedLine[] | null {
  if (!/^\ufeff?\s*[^:\r\n]{2,60}:/.test(text)) return null;
  const lines = linesOf(text).map(
    (line, index): UploadedLine => [index + 1, LABELED.exec(line)?.slice(1) ?? [line.trim()]],
  );
  const filled = lines.filter(([, cells]) => cells[0] !== '');
  const first = filled[0]?.[1][0] ?? '';
  const starts = filled.filter(([, [label]]) => label === first).length;
  if (starts < 2 || filled.some(([, cells]) => cells.length < 2) || !meaningOf(first)?.kind) return null;
  const labels = [...new Set(filled.map(([, [label]]) => label!))];
  if (labels.length > MAX_LABELS) return null;
  const people: UploadedLine[] = [];
  for (const [, [label, value]] of filled) {
    if (label === first) people.push([people.length + 2, labels.map(() => '')]);
    people.at(-1)![1][labels.indexOf(label!)] = value!;
  }
  return [[1, labels], ...people];
}

function* wholeLines(text: string): Generator<UploadedLine> {
  for (const [index, line] of linesOf(text).entries()) yield [index + 1, [line]];
}

/** Removes quotes around whole lines, which one writer of attendance lists adds; null when the lines are not quoted. */
function withoutWrapping(text: string): string | null {
  if (text.length > MAX_LOOKED_AT * 10) return null;
  const lines = linesOf(text);
  const filled = lines.filter((line) => line.trim() !== '');
  const wrapped = (line: string) => /^\s*"(?:[^"]|"")*"\s*$/.test(line);
  const cells = (line: string) => /[,;\t|]/.test(line);
  if (filled.length === 0 || !filled.every(wrapped) || filled.filter(cells).length <= filled.length / 2) return null;
  const inner = lines.map((line) => line.trim().replace(/^"|"$/g, '').replaceAll('""', '"'));
  // "Redfern, Ana" on every line are names, not cells.
  const counts = inner.filter(Boolean).map((line) => line.split(/[,;\t|]/).length);
  return Math.max(...counts) < 3 ? null : inner.join('\n');
}

/** Returns whether each line is just a name such as "Redfern, Ana", so that the comma does not separate cells. */
function isLastFirstList(text: string): boolean {
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT))
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  // "Redfern, Ana (Lincoln Elementary)"
  const bare = (line: string) => tidyLine(line.replace(/\s\([^()]*\)\s*$/, ''));
  const isName = (line: string) => !/[@\d;\t|<]/.test(line) && /, /.test(line) && isSurelyLastFirst(bare(line));
  const isHeading = /^\s*(last|family|sur) ?(name)?, *first ?(name)?\s*$/i;
  const from = lines.findIndex((line) => line.includes(','));
  if (from < 0 || from > MAX_TITLES) return false;
  const named = lines.slice(from).filter((line) => !isHeading.test(line));
  // "Pretty On Top, Ed" among names with one last name each.
  const isLonger = (line: string) => !/[@\d;\t|<]/.test(line) && LONGER.test(bare(line));
  return (
    lines.length > 1 &&
    named.length > (from > 0 ? 1 : 0) &&
    named.every((line) => isName(line) || isLonger(line)) &&
    named.filter((line) => isName(line) || isGivenBehind(bare(line))).length >= named.length / 2
  );
}

/** "Real Bird, Mark" */
function isGivenBehind(line: string): boolean {
  const [last = '', first = ''] = line.split(', ');
  return isGivenName(first.split(' ')[0]!) && !isGivenName(last.split(' ')[0]!);
}

const LONGER = /^\p{Lu}\S*( \p{L}\S*){1,3}, \p{Lu}\S*( \S+)?$/u;

/** Returns whether some lines, at most half, have one comma, and none has two: it belongs to a name such as "Bo Light, Jr." */
function hasCommasInNames(text: string): boolean {
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT)).filter((line) => line.trim() !== '');
  if (lines.some((line) => /[\t|;@"]/.test(line) || line.split(',').length > 2)) return false;
  const withComma = lines.filter((line) => line.includes(',')).length;
  return withComma > 0 && withComma <= lines.length / 2;
}

/** Returns the people of a single line such as "Ana Redfern, Bo Light and Cy Oke", also below a title; null otherwise. */
function namesInOneLine(text: string): string[] | null {
  const all = linesOf(text.slice(0, MAX_LOOKED_AT)).filter((line) => line.trim() !== '');
  const isTitle = all.length === 2 && !/[,;\t|]/.test(all[0]!);
  const lines = isTitle ? all.slice(1) : all;
  if (lines.length !== 1) return null;
  const parts = lines[0]!.split(';').map(tidyLine).filter(Boolean);
  // "Redfern, Ana; Light, Bo", as mail programs write recipients without their addresses.
  if (
    parts.length > 1 &&
    parts.every((name) => ONE_NAME.test(name) || (!/[@\d]/.test(name) && isSurelyLastFirst(name)))
  )
    return parts;
  // Runs of blanks would make the pattern slow.
  const names = tidyLine(lines[0]!)
    .split(/\s*[,;]\s*(?:and\s+|&\s*)?|\s+and\s+|\s+&\s+/)
    .map(tidyLine)
    .filter(Boolean);
  return names.length > 2 && names.every((name) => ONE_NAME.test(name)) ? names : null;
}

/** Returns whether columns are set apart by blanks, as in text that was copied from a page or a PDF. */
function isInColumns(text: string): boolean {
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT))
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  const isPlain = lines.every((line) => !/[\t|;"]/.test(line) && line.split(',').length <= 2);
  const width = usualWidth(lines);
  return (
    isPlain && lines.length > 1 && lines.filter((line) => partsOf(line).length === width).length > lines.length * 0.6
  );
}

/** Returns whether most lines have the same two slashes or more, and nothing else that sets cells apart. */
function isSlashed(text: string): boolean {
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT)).filter((line) => line.trim() !== '');
  const counts = lines.map((line) => line.split(' / ').length);
  const most = Math.max(0, ...counts);
  return most > 2 && !/[\t|;,"]/.test(text) && counts.filter((count) => count === most).length >= lines.length * 0.6;
}

const DASH = /\s[-–—]\s/;
/** "3 hrs, left at noon" */
const HOURS_AND_REMARK = /^\d{1,2}([.,]\d{1,2})?\s?(h|hrs?|hours?|pdus?)\.?,/i;

/**
 * Returns whether dashes set the cells apart: "Ana Redfern - ana@example.org - Lincoln" on each line, or on the lines in
 * the middle of a message.
 */
function hasDashes(text: string): boolean {
  const all = linesOf(text.slice(0, MAX_LOOKED_AT)).filter((line) => line.trim() !== '');
  const [from, to] = [all.findIndex(isDashed), all.findLastIndex(isDashed)];
  const lines = all.slice(Math.max(0, from), to + 1);
  const isWhole = lines.length === all.length;
  const parts = lines.map((line) => bareName(line).split(DASH).map(tidyLine));
  const isName = (part: string) =>
    (!part.includes(',') || isSurelyLastFirst(part)) &&
    (isWhole || ONE_NAME.test(part.replace(/\s*\([^()]*\)$/, '')) || part.includes(','));
  return (
    lines.length > 1 &&
    parts.every(
      ([first, ...others]) => others.length > 0 && others.length + 1 === parts[0]!.length && isName(first!),
    ) &&
    !parts.some(([, ...others]) => others.some((part) => part.includes(',') && !HOURS_AND_REMARK.test(part))) &&
    // A mark behind the school is the name's.
    !/[\t|;]|[✅❌☑☐✓✔✗✘]\ufe0f?[ \t]*(\r|\n|$)/u.test(text)
  );
}

const isDashed = (line: string) => DASH.test(line);

function* dashed(text: string): Generator<UploadedLine> {
  for (const [index, line] of linesOf(text).entries()) yield [index + 1, line.split(DASH)];
}

type Part = { text: string; start: number };

/** Returns the parts of a line that two blanks or more set apart, with the places where they start. */
const partsOf = (line: string): Part[] =>
  Array.from(line.matchAll(/\S+(?:[ \u00a0]\S+)*/g), ({ 0: text, index }): Part => ({ text, start: index }));

/** Returns how many parts most lines have, of those with more than one; titles and page numbers have others. */
function usualWidth(lines: readonly string[]): number {
  const times = new Map<number, number>();
  for (const line of lines) {
    const { length } = partsOf(line);
    if (length > 1) times.set(length, (times.get(length) ?? 0) + 1);
  }
  return [...times].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}

function* columnsOfText(text: string): Generator<UploadedLine> {
  const lines = linesOf(text);
  const width = usualWidth(lines);
  const full = lines.map(partsOf).find(({ length }) => length === width) ?? [];
  for (const [index, line] of lines.entries()) {
    const parts = partsOf(line);
    // A line with a blank cell: its parts belong below the parts of a full line that start nearest to them.
    const isGapped = parts.length > 1 && parts.length < width;
    yield [index + 1, isGapped ? placed(parts, full) : parts.map(({ text: part }) => part)];
  }
}

function placed(parts: readonly Part[], full: readonly Part[]): string[] {
  const cells: string[] = full.map(() => '');
  for (const { text, start } of parts) {
    const distances = full.map((other) => Math.abs(other.start - start));
    const at = distances.indexOf(Math.min(...distances));
    cells[at] = cells[at] ? `${cells[at]} ${text}` : text;
  }
  return cells;
}

/**
 * Splits the cells of a sheet that has whole lines of CSV in its first column, which is what a spreadsheet makes of a CSV
 * file with another country's separator; null when the sheet is none.
 */
export function linesInOneColumn(lines: readonly UploadedLine[]): UploadedLine[] | null {
  if (lines.length < 2 || !lines.every(([, cells]) => cells.slice(1).every((cell) => cell === ''))) return null;
  const texts = lines.map(([, cells]) => (cells[0] ?? '').replaceAll(/\s*[\r\n]+\s*/g, ' '));
  const delimiter = guessDelimiter(texts.join('\n'));
  const counts = texts.slice(0, LOOKED_AT).map((line) => line.split(delimiter).length);
  if (counts.filter((count) => count > 2).length <= counts.length * 0.8) return null;
  return texts.flatMap((line, index): UploadedLine[] => {
    const [parsed] = records(line, delimiter);
    return parsed ? [[lines[index]![0], parsed.record]] : [];
  });
}

const ADDRESSEE = /(?:"[^"\r\n]{0,200}"\s*|[^<>;"\r\n]{0,200})<\s*(?:mailto:)?[^<>\s@]{1,64}@[^<>\s]{1,190}\s*>/g;

/** The field of a message, or the name of a group, before the first of its addresses: "To: ", "Fall PD: ". */
const GROUP = /^[\s,;]*[^:<>@",;]{1,60}:(?!\/)/;

/** Reads people as mail programs write them, `Ana Redfern <ana@example.org>; …` or one per line; null otherwise. */
function addressees(text: string): string[][] | null {
  const sample = text.slice(0, MAX_LOOKED_AT);
  if (!sample.includes('<') || !sample.includes('@')) return null;
  const found = sample.match(ADDRESSEE) ?? [];
  const rest = sample
    .replaceAll(ADDRESSEE, '')
    .replaceAll(/^\s*(to|cc|bcc|from|an|para|à)\s*:/gim, '')
    .replaceAll(/[\s,;]+/g, ' ')
    .trim();
  // The rest are addresses without names, or this is a table.
  const bare = rest === '' ? [] : rest.split(' ');
  if (found.length === 0 || !bare.every((part) => isMailAddress(part)) || bare.length > found.length) return null;
  const named = (text.match(ADDRESSEE) ?? []).flatMap((match) => {
    const person = nameAndAddress(match.replace(GROUP, '').replace(/^[\s,;]+/, ''));
    const address = /<\s*(?:mailto:)?([^<>\s]+)\s*>/i.exec(match)?.[1];
    return person ? [[person.name, person.email]] : address ? [['', address]] : [];
  });
  return [...named, ...bare.map((address) => ['', address])];
}

const FIELD = /^\s*(to|cc|bcc|an|kopie|para|à)\s*:/i;

/** Reads the recipients of a message, of whom some have no address: "To: Ana <ana@example.org>", "Cc: Light, Bo"; null otherwise. */
function namedRecipients(text: string): string[][] | null {
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT)).filter((line) => line.trim() !== '');
  if (!FIELD.test(lines[0] ?? '') || text.includes('\t')) return null;
  const whole = lines.map((line) => line.replace(FIELD, '')).join(';');
  const found = (whole.match(ADDRESSEE) ?? []).map((match) => nameAndAddress(match.replace(/^[\s,;]+/, '')));
  const names = whole.replaceAll(ADDRESSEE, ';').split(';').map(tidyLine).filter(Boolean);
  const isName = (name: string) => ONE_NAME.test(name) || LONGER.test(name) || isSurelyLastFirst(name);
  if (names.length === 0 || !names.every((name) => isMailAddress(name) || isName(name))) return null;
  return [
    ...found.map((person) => [person?.name ?? '', person?.email ?? '']),
    ...names.map((name) => (isMailAddress(name) ? ['', name] : [name, ''])),
  ];
}

/** Returns the separator that most of the first lines have equally often; in a tie, the one that is rarer in names. */
function guessDelimiter(text: string): string {
  const lines = text
    .slice(0, MAX_LOOKED_AT)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(...counts);
    if (most === 0) return 0;
    // The number that most lines have, not the largest, because other kinds of lines can come before a list.
    const times = new Map<number, number>();
    for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
    return Math.max(...times.values()) + counts.filter(Boolean).length;
  };
  return DELIMITERS.reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best));
}

type Parsed = { record: string[]; info: { lines: number } };

/** Returns each record with the number of its first line, because a quoted cell can contain line breaks. */
function* numbered(text: string, delimiter: string, firstLine: number): Generator<UploadedLine> {
  for (const { record, info } of records(text, delimiter)) {
    const breaks = record.join('').split(/\r\n?|\n/).length - 1;
    yield [firstLine - 1 + info.lines - breaks, record];
  }
}

function records(text: string, delimiter: string): Parsed[] {
  const options = {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // One more than a table accepts, so that the table can report it.
    to: MAX_TABLE_LINES + 1,
  } as const;
  try {
    return parse(text, options) as unknown as Parsed[];
  } catch {
    // A quotation mark that is never closed is an ordinary character.
    return parse(text, { ...options, quote: false }) as unknown as Parsed[];
  }
}
