import type { UploadedLine } from '@/db/schema';
import { findTable } from '@/lib/attendees/import/find-table';
import { meaningOf } from '@/lib/attendees/import/headings';
import { markOf } from '@/lib/attendees/import/marks';
import { type NamedSession, SessionMatch, sessionKey } from './match-session';

/** What a list names and no session has: a heading or a cell, and the number of rows with it. */
export type UnmatchedName = { key: string; name: string; rows: number };

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

/** What the added column of attendance is called; an import knows the word. */
const ATTENDED = 'Attended';

const SESSION_HEADING =
  /^(session|class|workshop|breakout|course|event|activity|presentation|talk|agenda( item)?|track session)s?( ?(name|title|number|no|id|code|attended|checked in|scanned))?s?$/;

const isSessionHeading = (heading: string) => SESSION_HEADING.test(sessionKey(heading));

/** Splits a list of a whole conference into one table for each session, with the same people columns. */
export function splitList(
  lines: readonly UploadedLine[],
  sessions: readonly NamedSession[],
  assigned: Assigned,
): SplitList {
  const { heading, rows } = findTable(lines);
  if (!heading) return { layout: 'none', parts: [], unmatched: [] };
  const known = new SessionMatch(sessions);
  const ids = new Set(sessions.map(({ id }) => id));
  const named = (name: string): number | null => {
    const chosen = assigned[sessionKey(name)];
    if (chosen !== undefined) return chosen === 0 || ids.has(chosen) ? chosen : null;
    return known.find(name);
  };
  const byColumn = splitByColumns(heading, rows, named);
  if (byColumn) return byColumn;
  return splitByRows(heading, rows, named) ?? { layout: 'none', parts: [], unmatched: [] };
}

type Named = (name: string) => number | null;

const isPersonal = (heading: string) => meaningOf(heading)?.kind != null;

/** Splits a list with a column for each session; null when no heading names one. */
function splitByColumns(heading: UploadedLine, rows: readonly UploadedLine[], named: Named): SplitList | null {
  const [number, headings] = heading;
  const columns = headings.map((text) => (text !== '' && !isSessionHeading(text) ? named(text) : null));
  if (!columns.some((id) => id !== null)) return null;
  const filled = (at: number) => rows.filter(([, cells]) => (cells[at] ?? '') !== '').length;
  // Other columns that only say yes or no, or when, are sessions that nobody knows.
  const isMarks = (at: number) =>
    filled(at) > 0 && rows.every(([, cells]) => (cells[at] ?? '') === '' || markOf(cells[at]!) !== 'none');
  const unmatched = headings.flatMap((text, at) =>
    columns[at] === null && text !== '' && !isPersonal(text) && isMarks(at)
      ? [{ key: sessionKey(text), name: text, rows: filled(at) }]
      : [],
  );
  const others = new Set(unmatched.map(({ name }) => headings.indexOf(name)));
  const own = headings.map((_, at) => at).filter((at) => columns[at] === null && !others.has(at));
  const head: UploadedLine = [number, [...own.map((at) => headings[at]!), ATTENDED]];
  const parts = new Map<number, UploadedLine[]>();
  for (const [at, sessionId] of columns.entries()) {
    if (!sessionId) continue;
    const people = rows.flatMap(([line, cells]): UploadedLine[] => {
      const mark = cells[at] ?? '';
      return mark === '' ? [] : [[line, [...own.map((index) => cells[index] ?? ''), mark]]];
    });
    parts.set(sessionId, [...(parts.get(sessionId) ?? [head]), ...people]);
  }
  return { layout: 'columns', parts: partsOf(parts), unmatched };
}

/** Splits a list with a column that names sessions; null when there is none. */
function splitByRows(heading: UploadedLine, rows: readonly UploadedLine[], named: Named): SplitList | null {
  const [number, headings] = heading;
  const worth = headings.map((text, at) => {
    if (meaningOf(text)?.kind && !isSessionHeading(text)) return 0;
    const found = rows.filter(([, cells]) => namesIn(cells[at] ?? '', named).some((name) => named(name) !== null));
    return found.length + (isSessionHeading(text) ? 0.5 : 0);
  });
  const at = worth.indexOf(Math.max(...worth));
  if (!(worth[at]! > 0)) return null;
  const without = (cells: readonly string[]) => cells.filter((_, index) => index !== at);
  const head: UploadedLine = [number, without(headings)];
  const parts = new Map<number, UploadedLine[]>();
  const unmatched = new Map<string, UnmatchedName>();
  for (const [line, cells] of rows) {
    for (const name of namesIn(cells[at] ?? '', named)) {
      const sessionId = named(name);
      if (sessionId) parts.set(sessionId, [...(parts.get(sessionId) ?? [head]), [line, without(cells)]]);
      if (sessionId !== null) continue;
      const key = sessionKey(name);
      const before = unmatched.get(key) ?? { key, name, rows: 0 };
      unmatched.set(key, { ...before, rows: before.rows + 1 });
    }
  }
  return { layout: 'rows', parts: partsOf(parts), unmatched: [...unmatched.values()] };
}

/** Returns the sessions that a cell names: one, or several between semicolons, lines or commas. */
function namesIn(cell: string, named: Named): string[] {
  const tidy = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => sessionKey(text) !== '');
  const several = tidy(cell.split(/[;|\n]/));
  if (several.length > 1) return several;
  // A title can have a comma, too.
  const between = tidy(cell.split(','));
  const found = new Set(between.map(named).filter((id) => id !== null));
  if (found.size > 1) return between;
  return named(cell) === null && found.size === 1 ? between : several;
}

const partsOf = (parts: ReadonlyMap<number, UploadedLine[]>) =>
  Array.from(parts, ([sessionId, lines]) => ({ sessionId, lines })).filter(({ lines }) => lines.length > 1);
