import type { UploadedLine } from '@/db/schema';
import { minutesOf, quartersOf } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import { hoursInWords, quartersRoundedDown } from '../hours-as-written';
import { nameKey } from '../identity';
import { areTimesOfRows, type Columns } from './columns';
import type { ReadRow } from './planned';

const SESSION = /\b(sessions?|workshops?|breakouts?|class|module|seminar|webinar|talk|presentation|topic|strand)\b/i;
const DAY = /^\s*((session|class|attendance|event) )?(day|date)( attended| of session| of class)?\s*$/i;
const OTHER =
  /\b(hours?|hrs|minutes?|length|duration|rating|feedback|comments?|time|count|number of|total|attended\?)\b/i;

const TOTAL = /\b(total|overall|all|sum|cumulative)\b/i;

/**
 * Returns the column that says which session a row is about; -1 when there is none. Only a column without another meaning
 * can be one, and its cells differ from row to row.
 */
export function sessionColumn(
  headings: readonly string[] | null,
  columns: Columns,
  rows: readonly UploadedLine[],
): number {
  const isOne = (pattern: RegExp) => (heading: string, at: number) =>
    (columns[at] ?? null) === null &&
    pattern.test(heading) &&
    !OTHER.test(heading) &&
    new Set(rows.map(([, cells]) => nameKey(cells[at] ?? '')).filter(Boolean)).size > 1;
  // A total is the same in each of a person's rows, but not behind the times of each.
  const isOfRow = areTimesOfRows(headings ?? []);
  if (!isOfRow && TOTAL.test(headings?.[columns.indexOf('units')] ?? '')) return -1;
  const at = headings?.findIndex(isOne(SESSION)) ?? -1;
  return at >= 0 ? at : (headings?.findIndex(isOne(DAY)) ?? -1);
}

/** Returns whether people have a row for each session, without hours: such a row says nothing about the whole event. */
export function areOfSessions(rows: readonly UploadedLine[], columns: Columns, sessionAt: number): boolean {
  if (sessionAt < 0 || columns.includes('units')) return false;
  const own = columns.flatMap((kind, at) => (kind === 'completed' || kind === null ? [] : [at]));
  const sessionOf = new Map<string, string>();
  return rows.some(([, cells]) => {
    const [person, session] = [nameKey(own.map((at) => cells[at] ?? '').join('|')), nameKey(cells[sessionAt] ?? '')];
    const before = sessionOf.get(person);
    sessionOf.set(person, session);
    return before !== undefined && before !== session;
  });
}

/** The hours of a person's rows together: what the person gets, which rows they come from, and how that is said. */
export type Added = { units: string; rows: ReadRow[]; note: string };

/**
 * Adds the hours of a person's sessions, each once, up to the event's; null when there is nothing to add. "Attendees may
 * come and go" (manual, "Special Considerations"): a list with a row for each session says how much of it they attended.
 * @param chosen the row that is imported
 * @param others the other rows of the same person that count
 * @param at the column of the session
 */
export function addSessions(
  chosen: ReadRow,
  others: readonly ReadRow[],
  { at, event }: { at: number; event: { hours: string } },
): Added | null {
  const sessionOf = ({ line: [, cells] }: ReadRow) => nameKey(cells[at] ?? '');
  const counts = ({ content }: ReadRow) => content !== null && content.units !== null && content.completed !== false;
  if (at < 0 || !counts(chosen) || sessionOf(chosen) === '') return null;
  const most = quartersOf(event.hours);
  const sessions = new Map([[sessionOf(chosen), chosen]]);
  for (const row of others) {
    const session = sessionOf(row);
    if (counts(row) && session !== '' && !sessions.has(session)) sessions.set(session, row);
  }
  const rows = [...sessions.values()].sort(({ line: [a] }, { line: [b] }) => a - b);
  // A session that is longer than the event is a mistake in the list, and its row says so.
  if (rows.length < 2 || rows.some(({ content }) => quartersOf(content!.units!) > most)) return null;
  // Only the sum is rounded down: a quarter hour of each row would be too much.
  const minutes = rows.map(({ content }) => content!.minutes!);
  const sum = minutes.reduce((total, each) => total + each, 0);
  const { hours: units, isRounded } = quartersRoundedDown(Math.min(sum, minutesOf(event.hours)));
  const end = sum > minutesOf(event.hours) ? `, and the event gives ${unitsOf(event.hours)}` : '';
  const rounded = isRounded ? `, rounded down to ${units}` : '';
  const note = `The hours of ${rows.length} sessions are added: ${minutes.map(hoursInWords).join(' + ')} = ${hoursInWords(sum)}${end}${rounded}.`;
  return { units, rows: rows.filter((row) => row !== chosen), note };
}
