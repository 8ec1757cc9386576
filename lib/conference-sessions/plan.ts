import type { EventContent, SavedContent } from '@/lib/events/event';
import { changedFields, differencesOf } from '@/lib/events/event-content';
import type { FieldDifference } from '@/lib/events/event-decision';
import { filledForm } from '@/lib/events/event-form-values';
import { eventSchema } from '@/lib/events/event-input';
import { hoursBetween } from '@/lib/events/hours';
import { hasEnded, whyNotEditable } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween, formatDays, isDay } from '@/lib/platform/days';
import { type FieldError, type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { searchable } from '@/lib/platform/text';
import type { ColumnKind } from './column-kinds';
import type { SessionRow } from './find-rows';
import {
  type ReadCell,
  readCategoriesCell,
  readDayCell,
  readHoursCell,
  readTimeCell,
  readTimesCell,
} from './read-cells';

/** An event that a row can be about. */
export type ExistingSession = {
  id: number;
  version: number;
  content: SavedContent;
  canceledAt: Date | null;
  updatedByName: string;
};

export type PlannedConference = { id: number; name: string; startsOn: Day; endsOn: Day };

/** What rows without a column of their own get: only new sessions, because saved ones have it already. */
export type Defaults = {
  categoryIds: string[];
  description: string;
  locationKind: string;
  city: string;
  state: string;
  zip: string;
};

export type PlanOrder = {
  rows: readonly SessionRow[];
  conference: PlannedConference;
  /** The conference's events, canceled ones among them. */
  sessions: readonly ExistingSession[];
  /** The provider's other events that have one of the rows' own numbers. */
  elsewhere: readonly ExistingSession[];
  /** All categories, retired ones among them: a saved session keeps its own. */
  categories: readonly { id: number; name: string; retiredAt: Date | null }[];
  defaults: Defaults;
  today: Day;
};

type Row = { line: number; title: string };

/** What saving would do with a row. */
export type PlannedRow = Row &
  (
    | { kind: 'new'; content: SavedContent; past: boolean }
    | {
        kind: 'changed';
        eventId: number;
        version: number;
        saved: SavedContent;
        content: SavedContent;
        past: boolean;
        differences: FieldDifference[];
      }
    | { kind: 'same'; eventId: number }
    | { kind: 'repeated'; why: string; eventId?: number }
    /** A new session that is in order but for what all new sessions share, such as `a description`. */
    | { kind: 'unanswered'; needs: string[] }
    /** `differences`: what someone else saved meanwhile beside the row, if that is why. */
    | { kind: 'wrong'; problems: string[]; eventId?: number; differences?: FieldDifference[] }
  );

export type SessionPlan = {
  rows: PlannedRow[];
  /** What is missing or wrong in what all new sessions share, as the form of these says it. */
  unanswered: FieldError[];
  /** Sessions that the list, which names others by their number, does not name: they stay as they are. */
  missing: { id: number; title: string }[];
};

/**
 * Says what saving a list of sessions would do with each row. A row is about a session that exists if it has that
 * session's own number, or comes from the grid of saved sessions. A blank cell of a file changes nothing; a blank cell of
 * the grid is blank.
 */
export function planSessions(order: PlanOrder): SessionPlan {
  const { rows, sessions, elsewhere } = order;
  const byNumber = new Map(
    [...elsewhere, ...sessions].flatMap((each) =>
      each.content.ownNumber === null ? [] : [[keyOf(each.content.ownNumber), each] as const],
    ),
  );
  const byId = new Map(sessions.map((each) => [each.id, each]));
  const ours = new Set(byId.keys());
  const names = new Map(order.categories.map(({ id, name }) => [id, name]));
  const taken = { events: new Map<number, number>(), numbers: new Map<string, number>() };
  const known = new Map(
    sessions.flatMap((each) => (each.canceledAt ? [] : [[occasionOf(each.content), { eventId: each.id }] as const])),
  ) as Map<string, { eventId: number } | { line: number }>;

  const unanswered = new Map<string, string>();

  const planned = rows.map((row): PlannedRow => {
    const ownNumber = (row.cells.ownNumber ?? '').trim();
    const title = row.cells.title?.trim() ?? '';
    const numbered = ownNumber === '' ? undefined : byNumber.get(keyOf(ownNumber));
    const existing = row.changes ? byId.get(row.changes.eventId) : numbered;
    const about = { line: row.line, title: title || existing?.content.title || ownNumber };
    const wrong = (...problems: string[]): PlannedRow => ({ ...about, kind: 'wrong', problems });

    if (row.changes && !existing) {
      return wrong('This session is no longer part of the conference. Open the conference to see its sessions.');
    }
    if (numbered && existing && numbered.id !== existing.id) {
      return wrong(`Another event, “${numbered.content.title}”, has the number “${ownNumber}”. Enter another number.`);
    }
    const earlier = existing
      ? taken.events.get(existing.id)
      : ownNumber === ''
        ? undefined
        : taken.numbers.get(keyOf(ownNumber));
    if (earlier !== undefined) return wrong(`Row ${earlier} is about the same session. Remove one of the two rows.`);
    if (existing) taken.events.set(existing.id, row.line);
    if (ownNumber !== '') taken.numbers.set(keyOf(ownNumber), row.line);
    if (existing && !ours.has(existing.id)) {
      return {
        ...about,
        kind: 'wrong',
        eventId: existing.id,
        problems: [
          `The event “${existing.content.title}” has the number “${ownNumber}” and is not a session of this conference. Edit it there, or enter another number.`,
        ],
      };
    }
    const read = readRow(row, existing ?? null, order);
    if ('problems' in read) {
      for (const { field, message } of read.unanswered) if (!unanswered.has(field)) unanswered.set(field, message);
      const open = new Set(read.unanswered.map(({ field }) => SHARED.get(field)!));
      const needs = [...new Set(SHARED.values())].filter((each) => open.has(each));
      if (read.problems.length === 0) return { ...about, kind: 'unanswered', needs };
      return { ...about, kind: 'wrong', problems: read.problems, ...(existing && { eventId: existing.id }) };
    }
    return existing
      ? planChange(about, row, existing, read.content, order.today, names)
      : planNew(about, read.content, known, order.today);
  });

  const named = new Set(taken.events.keys());
  const isAgain = named.size > 0 && rows.every(({ changes }) => !changes);
  const missing = isAgain ? sessions.filter(({ id, canceledAt }) => !named.has(id) && !canceledAt) : [];
  return {
    rows: planned,
    unanswered: [...SHARED.keys()].flatMap((field) => {
      const message = unanswered.get(field);
      return message === undefined ? [] : [{ field, message }];
    }),
    missing: missing.map(({ id, content }) => ({ id, title: content.title })),
  };
}

/** What all new sessions share, by the fields that ask for it, unless their row has it. */
const SHARED = new Map([
  ['categoryIds', 'event categories'],
  ['description', 'a description'],
  ['locationKind', 'a place'],
  ['city', 'a place'],
  ['state', 'a place'],
  ['zip', 'a place'],
]);

const keyOf = (ownNumber: string) => ownNumber.trim().toLowerCase();

/** Two rows without a number are the same session when title, day and start are. */
const occasionOf = ({ title, startsOn, startsAt }: EventContent) =>
  [searchable(title), startsOn, startsAt ?? ''].join('\n');

function planNew(
  about: Row,
  content: SavedContent,
  known: Map<string, { eventId: number } | { line: number }>,
  today: Day,
): PlannedRow {
  const occasion = occasionOf(content);
  const other = known.get(occasion);
  if (other && 'eventId' in other) {
    return {
      ...about,
      kind: 'repeated',
      eventId: other.eventId,
      why: 'The conference already has a session with this title at this time. To add another one, change the title or the time.',
    };
  }
  if (other && content.ownNumber === null) {
    return { ...about, kind: 'repeated', why: `The same session as in row ${other.line}.` };
  }
  known.set(occasion, { line: about.line });
  return { ...about, kind: 'new', content, past: hasEnded(content, today) };
}

function planChange(
  about: Row,
  row: SessionRow,
  existing: ExistingSession,
  content: SavedContent,
  today: Day,
  names: ReadonlyMap<number, string>,
): PlannedRow {
  const { id: eventId, version, content: saved } = existing;
  const changed = changedFields(saved, content);
  if (changed.length === 0) return { ...about, kind: 'same', eventId };
  const differences = differencesOf(saved, content, changed, names);
  const why = whyNotEditable({ ...saved, canceledAt: existing.canceledAt }, today);
  if (why) return { ...about, kind: 'wrong', eventId, problems: [why], differences };
  if (row.changes && row.changes.version !== version) {
    const problem = `${existing.updatedByName} changed this session while you had the grid open. Your row is not saved. Compare both, then change the session again.`;
    return { ...about, kind: 'wrong', eventId, problems: [problem], differences };
  }
  return { ...about, kind: 'changed', eventId, version, saved, content, differences, past: hasEnded(content, today) };
}

/** Reads a row's cells into an event by the rules of the event form. */
function readRow(
  { cells, changes }: SessionRow,
  existing: ExistingSession | null,
  { conference, categories, defaults }: PlanOrder,
): { content: SavedContent } | { problems: string[]; unanswered: FieldError[] } {
  const problems: string[] = [];
  /** Fields whose cell could not be read: the form's own complaint about them says less. */
  const unread = new Set<string>();
  const saved = existing && filledForm(existing.content);
  const cell = (kind: ColumnKind) => cells[kind]?.trim() ?? '';
  const take = <T>(read: ReadCell<T>, ...fields: string[]): T | null => {
    if ('value' in read) return read.value;
    problems.push(read.why);
    for (const field of fields) unread.add(field);
    return null;
  };

  const typedStart = take(startDayOf(cells, conference), 'startsOn', 'endsOn');
  const startsOn = typedStart ?? textOf(saved ?? {}, 'startsOn');
  const only = conference.startsOn === conference.endsOn && !existing ? conference.startsOn : '';
  const day = startsOn || only;
  const typedEnd = take(readDayCell(cell('endsOn'), conference), 'endsOn');
  const times = timesOf(cells, take);
  const movedBy = existing && isDay(day) ? daysBetween(existing.content.startsOn, day) : null;
  // A session of several days that is moved is as long as before, unless it gets times, which only one of one day has.
  const staysLong = movedBy === 0 || (movedBy !== null && !times.startsAt && !times.endsAt);
  const movedEnd = existing && staysLong ? addDays(existing.content.endsOn, movedBy) : day;
  const blankClears = changes !== undefined;
  const values: FormValues = {
    ...(saved ?? { ...defaults, conference: String(conference.id) }),
    startsOn: day,
    endsOn: typedEnd ?? movedEnd,
    attested: 'yes',
  };
  for (const field of ['title', 'instructor', 'description', 'ownNumber', 'room', 'track'] as const) {
    if (cell(field) !== '' || (blankClears && field in cells)) values[field] = cell(field);
  }
  if (times.startsAt || (blankClears && 'startsAt' in cells)) values.startsAt = times.startsAt ?? '';
  if (times.endsAt || (blankClears && 'endsAt' in cells)) values.endsAt = times.endsAt ?? '';
  const categoryIds = take(readCategoriesCell(cell('categories'), categories), 'categoryIds');
  if (categoryIds) values.categoryIds = categoryIds.map(String);
  const retired = categories.filter(({ id, retiredAt }) => {
    const isChosen = listOf(values, 'categoryIds').includes(String(id));
    return isChosen && retiredAt !== null && !existing?.content.categoryIds.includes(id);
  });
  problems.push(...retired.map(({ name }) => `The event category “${name}” is no longer offered. Choose another one.`));
  values.hours = take(readHoursCell(cell('hours')), 'hours') ?? hoursWithoutCell(values, existing);

  const result = eventSchema.safeParse(values);
  const complaints = result.success
    ? []
    : result.error.issues
        .map(({ path, message }) => ({ field: String(path[0]), message }))
        .filter(({ field }) => !unread.has(field));
  const isShared = ({ field }: FieldError) =>
    !existing && SHARED.has(field) && (field !== 'description' || cell('description') === '');
  const all = [
    ...new Set([...problems, ...complaints.filter((each) => !isShared(each)).map(({ message }) => message)]),
  ];
  if (result.success) {
    const outside = whyOutside(result.data, conference, existing?.content ?? null);
    if (outside) all.push(outside);
    else if (all.length === 0) {
      return { content: { ...result.data, conference: { id: conference.id, name: conference.name } } };
    }
  }
  return { problems: all, unanswered: complaints.filter(isShared) };
}

/** The day of a session is in its own column, or before the time in the column of the start. */
function startDayOf(cells: SessionRow['cells'], conference: PlannedConference): ReadCell<Day> {
  const own = readDayCell(cells.startsOn ?? '', conference);
  if (cells.startsOn) return own;
  const behind = readDayCell(cells.startsAt ?? '', conference);
  return 'value' in behind ? behind : { value: null };
}

function timesOf(
  cells: SessionRow['cells'],
  take: <T>(read: ReadCell<T>, ...fields: string[]) => T | null,
): { startsAt: string | null; endsAt: string | null } {
  const both = take(readTimesCell(cells.times ?? ''), 'startsAt', 'endsAt');
  if (both) return both;
  // "2027-03-05 09:00" in the column of the date is the time, too.
  const inDate = readTimeCell(cells.startsAt ? '' : (cells.startsOn ?? ''));
  const startsAt = take(readTimeCell(cells.startsAt ?? ''), 'startsAt') ?? ('value' in inDate ? inDate.value : null);
  const inEnd = readTimeCell(cells.endsAt ? '' : (cells.endsOn ?? ''));
  return {
    startsAt,
    endsAt: take(readTimeCell(cells.endsAt ?? ''), 'endsAt') ?? ('value' in inEnd ? inEnd.value : null),
  };
}

/**
 * Returns the hours of a row that does not name them: those between its times. A saved session keeps its own, unless they
 * came from its times and these change.
 */
function hoursWithoutCell(values: FormValues, existing: ExistingSession | null): string {
  const [startsAt, endsAt] = [textOf(values, 'startsAt'), textOf(values, 'endsAt')];
  const computed = startsAt && endsAt ? hoursBetween(startsAt, endsAt) : null;
  if (!existing) return computed ?? '';
  const { hours, startsAt: from, endsAt: to } = existing.content;
  const wasComputed = from !== null && to !== null && hoursBetween(from, to) === hours;
  return (wasComputed ? computed : null) ?? hours;
}

type Days = { startsOn: Day; endsOn: Day };

/**
 * Returns why a session can't be on these days of the conference; null when it can. One that is saved outside of it, such as a
 * follow-up webinar, may stay on its days.
 * @param saved null for a new session
 */
export function whyOutside(
  { startsOn, endsOn }: Days,
  conference: Pick<PlannedConference, 'id' | 'startsOn' | 'endsOn'>,
  saved: (Days & Pick<EventContent, 'conference'>) | null,
): string | null {
  if (startsOn >= conference.startsOn && endsOn <= conference.endsOn) return null;
  const isOfIt = saved?.conference?.id === conference.id;
  if (isOfIt && saved.startsOn === startsOn && saved.endsOn === endsOn) return null;
  return `${formatDays(startsOn, endsOn)} is outside of the conference (${formatDays(conference.startsOn, conference.endsOn)}). Check the date, or change the dates of the conference first.`;
}
