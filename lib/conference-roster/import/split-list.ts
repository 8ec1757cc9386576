import type { UploadedLine } from '@/db/schema';
import { timeColumnsOf } from '@/lib/attendees/attendance/time-columns';
import { readLasted } from '@/lib/attendees/attendance/written-times';
import { findTable } from '@/lib/attendees/import/find-table';
import { meaningOf } from '@/lib/attendees/import/headings';
import { markOf } from '@/lib/attendees/import/marks';
import { type NamedSession, type SessionFound, SessionMatch, sessionKey } from './match-session';

/**
 * What a list names and no session surely has: a heading or a cell, the number of rows with it, and the session that it may
 * mean.
 */
export type UnmatchedName = { key: string; name: string; rows: number; likely: number | null };

/**
 * A list by session. `columns`: a column for each session, a row for each person. `rows`: a row for each person and session,
 * or several sessions in one cell. `none`: the list names no session.
 */
export type SplitList = {
  layout: 'columns' | 'rows' | 'none';
  parts: { sessionId: number; lines: UploadedLine[] }[];
  unmatched: UnmatchedName[];
};

/** The sessions that a person chose for names, by the key of each name; 0 leaves the rows out. */
export type Assigned = Readonly<Record<string, number>>;

/** What the added columns are called: who attended, and for how long where the list has hours. An import knows the words. */
const ATTENDED = 'Attended';
const UNITS = 'PDUs';
const LASTED = 'Duration';

const SESSION_HEADING =
  /^(session|class|workshop|breakout|course|event|activity|presentation|talk|agenda( item)?|track session)s?( ?(name|title|number|no|id|code|attended|checked in|scanned))?s?$/;

const isSessionHeading = (heading: string) => SESSION_HEADING.test(sessionKey(heading));

/** Splits a list of a whole conference into one table for each session, with the same people columns. */
export function splitList(
  lines: readonly UploadedLine[],
  sessions: readonly NamedSession[],
  assigned: Assigned,
  conference = '',
): SplitList {
  const { heading, rows } = findTable(lines);
  if (!heading) return { layout: 'none', parts: [], unmatched: [] };
  const known = new SessionMatch(sessions, conference);
  const ids = new Set(sessions.map(({ id }) => id));
  const chosenFor = (name: string): number | null => {
    const chosen = assigned[sessionKey(name)];
    return chosen !== undefined && (chosen === 0 || ids.has(chosen)) ? chosen : null;
  };
  const before = new Map<string, SessionFound>();
  const names: Names = {
    find: (name, when = '') => {
      const asked = `${name}\n${when}`;
      const found = before.get(asked) ?? known.find(name, when);
      before.set(asked, found);
      return { ...found, sure: found.sure ?? chosenFor(name) };
    },
    isExact: (name) => known.isExact(name) || chosenFor(name) !== null,
  };
  return (
    splitByColumns(heading, rows, names) ??
    splitByRows(heading, rows, names) ?? { layout: 'none', parts: [], unmatched: [] }
  );
}

type Names = { find(name: string, when?: string): SessionFound; isExact(name: string): boolean };

const isPersonal = (heading: string) => meaningOf(heading)?.kind != null;

const NUMBER = /^\d{1,3}(?:[.,]\d{1,2})?$/;

/** Splits a list with a column for each session; null when no heading names one. */
function splitByColumns(heading: UploadedLine, rows: readonly UploadedLine[], names: Names): SplitList | null {
  const [number, headings] = heading;
  const cellsAt = (at: number) => rows.map(([, cells]) => cells[at] ?? '').filter((cell) => cell !== '');
  const isNumbers = (at: number) => cellsAt(at).every((cell) => NUMBER.test(cell));
  // Columns that only say yes or no, when, or how long, can be sessions.
  const isMarks = (at: number) =>
    cellsAt(at).length > 0 && (isNumbers(at) || cellsAt(at).every((cell) => markOf(cell) !== 'none'));
  const found = headings.map((text) => (text === '' || isSessionHeading(text) ? NOTHING : names.find(text)));
  const isUnmatched = (at: number) =>
    found[at]!.sure === null && headings[at] !== '' && !isPersonal(headings[at]!) && isMarks(at);
  const named = headings.map((_, at) => at).filter((at) => found[at]!.sure !== null);
  const open = headings.map((_, at) => at).filter(isUnmatched);
  if (named.length === 0 && !open.some((at) => found[at]!.likely !== null)) return null;
  const unmatched = open.map((at) => {
    const { likely } = found[at]!;
    return { key: sessionKey(headings[at]!), name: headings[at]!, rows: cellsAt(at).length, likely };
  });
  // A number that is no mark says that the list has hours; then 1 is an hour, too.
  const hasHours = named.some((at) => cellsAt(at).some((cell) => NUMBER.test(cell) && !/^[01]$/.test(cell)));
  const own = headings.map((_, at) => at).filter((at) => !named.includes(at) && !open.includes(at));
  if (named.some((at) => cellsAt(at).some(isDuration))) {
    // Minutes of the whole conference, or its doors, say nothing about one session.
    const people = own.filter((at) => Object.keys(timeColumnsOf([headings[at]!])).length === 0);
    return { layout: 'rows', parts: partsOf(durationsOf(heading, rows, { named, found, people })), unmatched };
  }
  const parts = new Map<number, UploadedLine[]>();
  for (const at of named) {
    const sessionId = found[at]!.sure;
    if (!sessionId) continue;
    const inHours = hasHours && isNumbers(at);
    const marks = (mark: string) => (inHours ? [Number(mark.replace(',', '.')) > 0 ? 'yes' : 'no', mark] : [mark, '']);
    const people = rows.flatMap(([line, cells]): UploadedLine[] => {
      const mark = cells[at] ?? '';
      return mark === '' ? [] : [[line, [...own.map((index) => cells[index] ?? ''), ...marks(mark)]]];
    });
    const head: UploadedLine = [number, [...own.map((index) => headings[index]!), ATTENDED, UNITS]];
    parts.set(sessionId, [...(parts.get(sessionId) ?? [head]), ...people]);
  }
  return { layout: 'columns', parts: partsOf(parts), unmatched };
}

/** "30 min" and "1 h" say how long a person was there; "9:02" says when they came, and "1.5" may be their units. */
const isDuration = (cell: string) => /\d\s*(h|hrs?|hours?|m|mins?|minutes?)\b/i.test(cell) && readLasted(cell) !== null;

type Durations = { named: readonly number[]; found: readonly SessionFound[]; people: readonly number[] };

/** Returns for each session how long each person was there, as a report of its attendance says it. */
function durationsOf(
  [number, headings]: UploadedLine,
  rows: readonly UploadedLine[],
  { named, found, people }: Durations,
): Map<number, UploadedLine[]> {
  const parts = new Map<number, UploadedLine[]>();
  const head: UploadedLine = [number, [...people.map((at) => headings[at]!), LASTED]];
  for (const at of named) {
    const sessionId = found[at]!.sure;
    if (!sessionId) continue;
    const there = rows.flatMap(([line, cells]): UploadedLine[] => {
      const cell = cells[at] ?? '';
      return cell === '' || markOf(cell) === 'no' ? [] : [[line, [...people.map((index) => cells[index] ?? ''), cell]]];
    });
    parts.set(sessionId, [...(parts.get(sessionId) ?? [head]), ...there]);
  }
  return parts;
}

const NOTHING: SessionFound = { sure: null, likely: null };

/** The columns that say when a row is about, and not when a person was born or signed up. */
const isWhen = (heading: string) =>
  /date|day|time|start|when|scan|check|slot|fecha|hora|datum|uhr|jour|heure/i.test(heading) &&
  !/birth|regist|order|purchas|creat|submit|sign.?up|end/i.test(heading);

/** Splits a list with a column that names sessions; null when there is none. */
function splitByRows(heading: UploadedLine, rows: readonly UploadedLine[], names: Names): SplitList | null {
  const [number, headings] = heading;
  const isKnown = ({ sure, likely }: SessionFound) => sure !== null || likely !== null;
  const worth = headings.map((text, at) => {
    if (meaningOf(text)?.kind && !isSessionHeading(text)) return 0;
    const known = rows.filter(([, cells]) =>
      namesIn(cells[at] ?? '', names).some((name) => names.isExact(name) || isKnown(names.find(name))),
    );
    return known.length + (isSessionHeading(text) ? 0.5 : 0);
  });
  const at = worth.indexOf(Math.max(...worth));
  if (!(worth[at]! > 0)) return null;
  const whens = headings.map((_, index) => index).filter((index) => index !== at && isWhen(headings[index]!));
  const without = (cells: readonly string[]) => cells.filter((_, index) => index !== at);
  const head: UploadedLine = [number, without(headings)];
  const parts = new Map<number, UploadedLine[]>();
  const unmatched = new Map<string, UnmatchedName>();
  for (const [line, cells] of rows) {
    const when = whens.map((index) => cells[index] ?? '').join(' ');
    for (const name of namesIn(cells[at] ?? '', names)) {
      const { sure, likely } = names.find(name, when);
      if (sure) parts.set(sure, [...(parts.get(sure) ?? [head]), [line, without(cells)]]);
      if (sure !== null) continue;
      const key = sessionKey(name);
      const before = unmatched.get(key) ?? { key, name, rows: 0, likely };
      unmatched.set(key, { ...before, rows: before.rows + 1 });
    }
  }
  return { layout: 'rows', parts: partsOf(parts), unmatched: [...unmatched.values()] };
}

/** What can stand between two sessions in one cell, and within the title of one. */
const BETWEEN = /\s*(?:,|\/|&|\+|\band\b)\s*/gi;

/**
 * Returns the sessions that a cell names: one, or several between semicolons or lines, or between commas and the like where that
 * gives several whole titles or numbers. "Fractions, grades 6–8" stays one name, because it may not be "Fractions".
 */
function namesIn(cell: string, names: Names): string[] {
  return cell.split(/[;|\n]/).flatMap((text) => {
    const chunk = text.trim();
    if (sessionKey(chunk) === '') return [];
    if (names.isExact(chunk)) return [chunk];
    const parts = inParts(chunk, names);
    return parts.filter((part) => names.isExact(part)).length > 1 ? parts : [chunk];
  });
}

/** No one was at so many sessions, and no title has so many commas. */
const MAX_CHUNK = 5_000;
const MAX_PARTS = 12;

/** Cuts a text where that gives whole titles or numbers, the longest first; what is between them stays together. */
function inParts(chunk: string, names: Names): string[] {
  if (chunk.length > MAX_CHUNK) return [chunk];
  const marks = [...chunk.matchAll(BETWEEN)].map((match) => [match.index, match.index + match[0].length] as const);
  const words = chunk.split(/\s+/);
  if (marks.length === 0) return words.length > 1 && words.every((word) => names.isExact(word)) ? words : [chunk];
  const starts = [0, ...marks.map(([, end]) => end)];
  const ends = [...marks.map(([start]) => start), chunk.length];
  const parts: string[] = [];
  let from = 0;
  const rest = (upTo: number) => {
    const between = upTo > from ? chunk.slice(starts[from], ends[upTo - 1]).trim() : '';
    if (sessionKey(between) !== '') parts.push(between);
  };
  for (let at = 0; at < starts.length; at++) {
    const last = ends.findLastIndex(
      (end, index) => index >= at && index < at + MAX_PARTS && names.isExact(chunk.slice(starts[at], end)),
    );
    if (last < 0) continue;
    rest(at);
    parts.push(chunk.slice(starts[at], ends[last]).trim());
    at = last;
    from = last + 1;
  }
  rest(starts.length);
  return parts;
}

const partsOf = (parts: ReadonlyMap<number, UploadedLine[]>) =>
  Array.from(parts, ([sessionId, lines]) => ({ sessionId, lines })).filter(({ lines }) => lines.length > 1);
