import type { UploadedLine } from '@/db/schema';
import type { AttendanceRule } from '@/lib/attendees/attendance/session-times';
import { whyNotTheseColumns } from '@/lib/attendees/import/columns';
import type { Matching } from '@/lib/attendees/import/matching';
import { planImport } from '@/lib/attendees/import/plan';
import type { PlannedLine } from '@/lib/attendees/import/planned';
import { understand } from '@/lib/attendees/import/understand';
import { quartersOf } from '@/lib/events/hours';
import type { Slot } from '@/lib/events/slots';
import { type AtTheSameTime, type Completed, whoIsAtTheSameTime } from './at-the-same-time';
import type { NamedSession } from './match-session';
import { evidenceOf, planTimes, type SessionRecord, saysTime, type TimedPart } from './plan-times';
import { type Assigned, splitList, type UnmatchedName } from './split-list';

type Order = {
  /** The lines of the list as JSON, as the database writes them. */
  lines: string;
  fileName: string | null;
  sessions: (NamedSession & Slot & { hours: string })[];
  /** The conference's name. */
  conference: string;
  assigned: Assigned;
  unmarked: Matching['unmarked'];
  /** What is on record about each session, by its number. */
  records: Record<string, SessionRecord>;
};

/** What importing a list would do at one session: how many rows of each kind. `left`: rows that somebody has to look at. */
export type SessionPlan = { id: number; rows: number; added: number; changed: number; same: number; left: number };

export type ListPreview = {
  layout: 'columns' | 'rows' | 'none';
  /** Why nothing can be imported; null when something can. */
  why: string | null;
  plans: SessionPlan[];
  unmatched: UnmatchedName[];
  /** Whether the PDUs come from when people came and left, or how long they stayed. */
  isTimed: boolean;
  /** The sessions of a list with times that nobody can count, because the session has no start and end. */
  withoutTimes: number[];
  /** The people who get less than a session's PDUs, because they were not there for all of it. */
  partly: { sessionId: number; name: string; reason: string }[];
  atTheSameTime: AtTheSameTime[];
};

/** Plans the import of a list of a whole conference for its preview. Runs in a worker thread. */
export function previewList(order: Order): ListPreview {
  const { layout, parts, timed, unmatched } = splitAndCount(order);
  let why: string | null =
    parts.length > 0 || unmatched.length > 0
      ? null
      : 'This list names no session. It needs a column for each session, or a column that says which session a row is about.';
  const completed: Completed[] = [];
  const plans = timed
    ? timed.map((part) => {
        completed.push(...part.people.flatMap((each) => completedByTime(part.sessionId, each)));
        return planOfTimes(part);
      })
    : parts.map(({ sessionId, lines: own }) => {
        const matching = matchingOf(own, layout, order.unmarked);
        why ??= whyNotTheseColumns(matching.columns);
        const plan = why ? [] : planOfRows(order, sessionId, own, matching);
        completed.push(...plan.flatMap((each) => completedByRow(sessionId, each)));
        return { id: sessionId, rows: own.length - 1, ...countsOf(plan) };
      });
  return {
    layout,
    why,
    plans,
    unmatched,
    isTimed: timed !== null,
    withoutTimes: (timed ?? []).filter(({ rule }) => rule === null).map(({ sessionId }) => sessionId),
    partly: (timed ?? []).flatMap(({ sessionId, people }) => partlyAt(order, sessionId, people)),
    atTheSameTime: whoIsAtTheSameTime({ completed, sessions: order.sessions, records: order.records }),
  };
}

/** Splits a list by session, and counts the attendance when it says that. */
function splitAndCount({ lines, sessions, assigned, conference, records, fileName }: Order) {
  const split = splitList(JSON.parse(lines) as UploadedLine[], sessions, assigned, conference);
  const isTimed = split.layout === 'rows' && saysTime(split.parts);
  return { ...split, timed: isTimed ? planTimes({ parts: split.parts, sessions, records, fileName }) : null };
}

function planOfRows({ sessions, records }: Order, id: number, lines: readonly UploadedLine[], matching: Matching) {
  const { hours } = sessions.find((session) => session.id === id)!;
  return planImport(lines, matching, { roster: JSON.parse(records[id]!.roster), event: { hours } });
}

function countsOf(plan: readonly { kind: PlannedLine['kind']; doubt: string | null }[]) {
  const count = (holds: (each: (typeof plan)[number]) => boolean) => plan.filter(holds).length;
  return {
    added: count(({ kind, doubt }) => kind === 'new' && doubt === null),
    changed: count(({ kind, doubt }) => kind === 'changed' && doubt === null),
    same: count(({ kind }) => kind === 'same' || kind === 'repeated'),
    left: count(({ kind, doubt }) => kind === 'wrong' || ((kind === 'new' || kind === 'changed') && doubt !== null)),
  };
}

function planOfTimes({ sessionId, people, counted, left }: TimedPart): SessionPlan {
  const rows = (lines: readonly UploadedLine[]) => Math.max(0, lines.length - 1);
  return { id: sessionId, rows: rows(counted) + rows(left), ...countsOf(people), left: rows(left) };
}

function partlyAt({ sessions }: Order, sessionId: number, people: TimedPart['people']): ListPreview['partly'] {
  const whole = quartersOf(sessions.find(({ id }) => id === sessionId)!.hours);
  return people
    .filter(({ visits, result }) => visits.length > 0 && quartersOf(result.units) < whole)
    .map(({ name, result }) => ({ sessionId, name, reason: result.reason }));
}

const completedByRow = (sessionId: number, each: PlannedLine): Completed[] =>
  (each.kind === 'new' || each.kind === 'changed') && each.doubt === null && each.person.completed
    ? [{ sessionId, name: each.name, identity: each.person.identity }]
    : [];

function completedByTime(sessionId: number, each: TimedPart['people'][number]): Completed[] {
  if (each.kind === 'new' && each.person.completed)
    return [{ sessionId, name: each.name, identity: each.person.identity }];
  if (each.kind === 'changed' && each.completed) return [{ sessionId, name: each.name, identity: each.saved.identity }];
  return [];
}

/**
 * A session's own part of a list: rows for the import of its roster, or a report for its attendance, which has times and a rule
 * to count them by; and rows that somebody has to look at.
 */
export type ListPart = { sessionId: number; rows: number } & (
  | { lines: string; matching: Matching }
  | { matching: null; rule: AttendanceRule | null; counted: WrittenLines | null; left: WrittenLines | null }
);

/** Rows with their headings as JSON, and as the file that is saved as evidence. */
type WrittenLines = { lines: string; file: string; rows: number };

/** Splits a list for its import. Runs in a worker thread. */
export function splitForImport(order: Order): ListPart[] {
  const { layout, parts, timed } = splitAndCount(order);
  if (timed) {
    return timed.map(({ sessionId, rule, counted, left }) => ({
      sessionId,
      rows: Math.max(0, counted.length - 1),
      matching: null,
      rule,
      counted: written(counted),
      left: written(left),
    }));
  }
  return parts.map(({ sessionId, lines: own }) => ({
    sessionId,
    lines: JSON.stringify(own),
    rows: own.length - 1,
    matching: matchingOf(own, layout, order.unmarked),
  }));
}

const written = (lines: UploadedLine[]): WrittenLines | null =>
  lines.length > 1 ? { lines: JSON.stringify(lines), file: evidenceOf(lines), rows: lines.length - 1 } : null;

function matchingOf(
  lines: readonly UploadedLine[],
  layout: ListPreview['layout'],
  unmarked: Matching['unmarked'],
): Matching {
  const [headingLine] = lines[0]!;
  const { columns } = understand(lines, { headings: true, headingLine });
  const width = lines[0]![1].length;
  // The two added columns say who attended and for how long, and no other column does.
  const marked =
    layout === 'columns'
      ? Array.from({ length: width }, (_, at) => {
          if (at >= width - 2) return at === width - 1 ? ('units' as const) : ('completed' as const);
          return columns[at] === 'completed' || columns[at] === 'units' ? null : (columns[at] ?? null);
        })
      : columns;
  return { headings: true, headingLine, columns: marked, unmarked };
}
