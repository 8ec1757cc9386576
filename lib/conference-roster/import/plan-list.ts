import type { UploadedLine } from '@/db/schema';
import { whyNotTheseColumns } from '@/lib/attendees/import/columns';
import type { Matching } from '@/lib/attendees/import/matching';
import { planImport } from '@/lib/attendees/import/plan';
import { understand } from '@/lib/attendees/import/understand';
import type { NamedSession } from './match-session';
import { type Assigned, splitList, type UnmatchedName } from './split-list';

type Order = {
  /** The lines of the list as JSON, as the database writes them. */
  lines: string;
  sessions: (NamedSession & { hours: string })[];
  /** The conference's name. */
  conference: string;
  assigned: Assigned;
  unmarked: Matching['unmarked'];
};

export type PreviewListOrder = Order & {
  /** The roster of each session as JSON, by its number. */
  rosters: Record<string, string>;
};

/** What importing a list would do at one session: how many rows of each kind. `left`: rows that somebody has to look at. */
export type SessionPlan = { id: number; rows: number; added: number; changed: number; same: number; left: number };

export type ListPreview = {
  layout: 'columns' | 'rows' | 'none';
  /** Why nothing can be imported; null when something can. */
  why: string | null;
  plans: SessionPlan[];
  unmatched: UnmatchedName[];
};

/** Plans the import of a list of a whole conference for its preview. Runs in a worker thread. */
export function previewList({
  lines,
  sessions,
  conference,
  assigned,
  unmarked,
  rosters,
}: PreviewListOrder): ListPreview {
  const { layout, parts, unmatched } = splitList(JSON.parse(lines) as UploadedLine[], sessions, assigned, conference);
  const hoursOf = new Map(sessions.map(({ id, hours }) => [id, hours]));
  let why: string | null =
    parts.length > 0 || unmatched.length > 0
      ? null
      : 'This list names no session. It needs a column for each session, or a column that says which session a row is about.';
  const plans = parts.map(({ sessionId, lines: own }) => {
    const matching = matchingOf(own, layout, unmarked);
    why ??= whyNotTheseColumns(matching.columns);
    const plan = why
      ? []
      : planImport(own, matching, {
          roster: JSON.parse(rosters[sessionId] ?? '[]'),
          event: { hours: hoursOf.get(sessionId)! },
        });
    const count = (holds: (each: (typeof plan)[number]) => boolean) => plan.filter(holds).length;
    return {
      id: sessionId,
      rows: own.length - 1,
      added: count(({ kind, doubt }) => kind === 'new' && doubt === null),
      changed: count(({ kind, doubt }) => kind === 'changed' && doubt === null),
      same: count(({ kind }) => kind === 'same' || kind === 'repeated'),
      left: count(({ kind, doubt }) => kind === 'wrong' || ((kind === 'new' || kind === 'changed') && doubt !== null)),
    };
  });
  return { layout, why, plans, unmatched };
}

/** A session's own part of a list, ready for the import of its roster. */
export type ListPart = { sessionId: number; lines: string; rows: number; matching: Matching };

/** Splits a list for its import. Runs in a worker thread. */
export function splitForImport({ lines, sessions, conference, assigned, unmarked }: Order): ListPart[] {
  const { layout, parts } = splitList(JSON.parse(lines) as UploadedLine[], sessions, assigned, conference);
  return parts.map(({ sessionId, lines: own }) => ({
    sessionId,
    lines: JSON.stringify(own),
    rows: own.length - 1,
    matching: matchingOf(own, layout, unmarked),
  }));
}

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
