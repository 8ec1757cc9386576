import type { UploadAbout, UploadedLine } from '@/db/schema';
import type { Day } from '@/lib/platform/clock';
import { nameKey } from '../identity';
import { meaningOf } from '../import/headings';
import type { ReadRow } from '../import/planned';
import type { Platform } from '../import/platforms';
import { readLine } from '../import/read-line';
import { type Understanding, understand } from '../import/understand';
import { pairScans, pairVisits, type Scan } from './pair-scans';
import {
  columnsText,
  peopleIn,
  type Reading,
  type ReportColumns,
  reportColumns,
  timesIn,
  whyNotTheseColumns,
} from './report-columns';
import { type Resolve, type Resolver, resolverOf } from './resolve-times';
import type { Presence } from './rules';
import type { SessionTime } from './session-times';
import {
  furtherVisits,
  halfOf,
  isComing,
  isLog,
  sayTime,
  sayVisits,
  type TimeColumns,
  timeColumnsOf,
} from './time-columns';
import { inAfternoon, readLasted, readWrittenTime, type WrittenTime } from './written-times';

/** A row of a report, with when its person was there. */
export type ReportRow = { row: ReadRow; visit: Presence | null };

export type Report = {
  platform: Platform | null;
  understanding: Understanding;
  /** Which line has the headings, and what each column says. */
  reading: { headingLine: number; columns: ReportColumns };
  /** Why nothing can be read with these columns; null when it can. */
  why: string | null;
  rows: ReportRow[];
  /** Rows of people without a time: they registered and did not come, or only waited to be let in. */
  withoutTime: number[];
  /** Rows with a time that cannot be read. */
  unreadable: number[];
  /**
   * The day of times that have none of their own, or of the whole report if it has no times; null when every time has
   * a day, or when a report without times can be of any day.
   */
  day: Day | null;
  /** Whether the report says how long people stayed but not when. */
  minutesOnly: boolean;
};

export type ReadingOptions = {
  /** The time zone of the report's times. */
  zone: string;
  event: { startsOn: Day; endsOn: Day };
  /** When the event takes place, as far as it is known. */
  program?: readonly SessionTime[];
  fileName: string | null;
  /** The day that the person chose for times without one, or for a report without times. */
  day?: Day | 'all';
  /** How the person chose to read the report. */
  reading?: Reading;
};

/** Titles of sections that list each visit, below a section that lists each person once. */
const VISITS = /activit|attivit|actividades|atividades|aktivit[aä]t/i;

/** Returns whether a list says how long people were there, so that units can come from it. */
export function saysTimeOfPeople(lines: readonly UploadedLine[], about: UploadAbout): boolean {
  const { heading } = tableOfVisits(lines, about.hidden);
  return sayTime(timeColumnsOf(heading?.[1] ?? []));
}

function tableOfVisits(lines: readonly UploadedLine[], hidden: readonly number[] | undefined): Understanding {
  const found = understand(lines, {}, hidden);
  if (sayVisits(timeColumnsOf(found.heading?.[1] ?? []))) return found;
  const below = lines.findIndex(
    ([number, cells], index) =>
      number > (found.heading?.[0] ?? 0) &&
      sayVisits(timeColumnsOf(cells)) &&
      cells.some((cell) => meaningOf(cell)?.kind === 'name') &&
      VISITS.test(lines[index - 1]?.[1].join(' ') ?? ''),
  );
  if (below < 0) return found;
  const visits = understand(lines, { headings: true, headingLine: lines[below]![0] }, hidden);
  return visits.rows.length > 0 ? { ...visits, platform: found.platform } : found;
}

/** Understands a report as the person chose, or as its headings suggest. */
function understood(lines: readonly UploadedLine[], { hidden }: UploadAbout, reading: Reading | undefined) {
  const guess = tableOfVisits(lines, hidden);
  const headingLine = reading?.headingLine ?? guess.heading?.[0] ?? 0;
  const isMoved = headingLine !== (guess.heading?.[0] ?? 0);
  const below = isMoved ? understand(lines, tableAt(headingLine), hidden) : guess;
  const suggested = reportColumns(below.columns, timeColumnsOf(below.heading?.[1] ?? []));
  const columns = reading?.columns ?? suggested;
  const isAsSuggested = columnsText(columns) === columnsText(suggested);
  const understanding = isAsSuggested
    ? below
    : understand(lines, { ...tableAt(headingLine), columns: peopleIn(columns) }, hidden);
  return { understanding: { ...understanding, platform: guess.platform }, reading: { headingLine, columns } };
}

const tableAt = (headingLine: number) => (headingLine > 0 ? { headings: true, headingLine } : { headings: false });

/** Returns how a report is read when nobody chooses otherwise. */
export const suggestedReading = (lines: readonly UploadedLine[], about: UploadAbout) =>
  understood(lines, about, undefined).reading;

/** Reads the people in a report, and when they were there. */
export function readReport(lines: readonly UploadedLine[], about: UploadAbout, options: ReadingOptions): Report {
  const { understanding, reading } = understood(lines, about, options.reading);
  const why = whyNotTheseColumns(reading.columns);
  const { heading, manner, doubtOf, platform } = understanding;
  // PDUs come from the time, whatever else the report says.
  const columns = understanding.columns.map((kind) => (kind === 'units' ? null : kind));
  const headings = heading?.[1] ?? [];
  const times = timesIn(reading.columns);
  const rows = why ? [] : withFurtherVisits(understanding.rows, headings, times);
  const written = rows.map(({ line, times: own }) => writtenIn(line[1], own, headings));
  const all = written.flatMap((each) => each.all);
  const minutesOnly = why === null && all.length === 0;
  const known = options.day && options.day !== 'all' ? options.day : foundDay(lines, heading?.[0] ?? 0, options);
  const day = known ?? options.event.startsOn;
  const resolver = resolverOf(
    written.flatMap((each) => [...each.all, ...(each.day ? [each.day] : [])]),
    { ...options, day },
  );
  const isAnyDay = options.day === 'all' || (known === null && isSeveralDays(options.event));
  const unplacedDay = isAnyDay ? null : day;
  const read: PairedRow[] = [];
  for (const [index, { line }] of rows.entries()) {
    const result = readLine(line[1], columns, manner);
    const content = 'content' in result ? result.content : null;
    const doubt = content && (doubtOf(line, result.name, content.email, result.isHost) ?? result.unsure);
    const row: ReadRow = { line, read: result, content, doubt };
    const before = read.at(-1);
    const earlier = before?.row.line[0] === line[0] ? before.visit : null;
    const visit = visitIn(written[index]!, resolver, unplacedDay, earlier);
    read.push({ row, written: written[index]!, visit });
  }
  if (times.action !== undefined) pairUp(read, resolver.resolve, isLog(headings, times));
  const isTimed = ({ visit }: ReportRow) => visit !== null;
  const isDamaged = ({ written }: PairedRow) => written.isUnreadable;
  return {
    platform,
    understanding,
    reading,
    why,
    rows: read.filter((each) => isTimed(each) || (each.row.content === null && !each.written.isWaiting)),
    withoutTime: read.filter((each) => !isTimed(each) && !isDamaged(each)).map(({ row }) => row.line[0]),
    unreadable: read.filter((each) => !isTimed(each) && isDamaged(each)).map(({ row }) => row.line[0]),
    day: minutesOnly ? unplacedDay : all.some(({ hasDay }) => !hasDay) ? day : null,
    minutesOnly,
  };
}

/** Repeats the rows of people who signed in and out more than once, with the columns of each visit. */
function withFurtherVisits(
  rows: readonly UploadedLine[],
  headings: readonly string[],
  times: TimeColumns,
): { line: UploadedLine; times: TimeColumns }[] {
  const pairs = furtherVisits(headings, times);
  return rows.flatMap((line) => [
    { line, times },
    ...pairs.flatMap(([join, leave]) =>
      line[1][join] || line[1][leave] ? [{ line, times: { ...times, join, leave } }] : [],
    ),
  ]);
}

const isSeveralDays = ({ startsOn, endsOn }: ReadingOptions['event']) => startsOn !== endsOn;

type RowTimes = {
  join: WrittenTime | null;
  leave: WrittenTime | null;
  moment: WrittenTime | null;
  coming: boolean | null;
  lasted: number | null;
  /** What a column of days says. */
  day: WrittenTime | null;
  isWaiting: boolean;
  isUnreadable: boolean;
  all: WrittenTime[];
};

const NO_TIME = /^([-–—.]*|n\/?a|nan|null|none|0)$/i;
const isYes = (text: string) => /^(yes|y|true|s[ií]|oui|ja)$/i.test(text.trim());

/** Returns a time below a heading such as "Joined at (UTC)" with its offset. */
const inZoneOf = (time: WrittenTime | null, heading: string): WrittenTime | null =>
  time?.time && !time.offset && /(^|[^a-z])(utc|gmt)/i.test(heading) ? { ...time, offset: '+00:00' } : time;

/** Reads a time of leaving by a heading such as "PM Out". People can leave the morning after noon: "AM Out 1:00". */
const leavingIn = (time: WrittenTime | null, heading = '') =>
  (time && halfOf(heading) === 'pm' ? inAfternoon(time) : null) ?? time;

/** Reads a time of joining by a heading such as "PM In". People can come to the afternoon before noon: "PM In 11:50". */
function joiningIn(time: WrittenTime | null, heading = '', leave: WrittenTime | null): WrittenTime | null {
  const half = halfOf(heading);
  const afternoon = time && half && inAfternoon(time);
  if (!time || !afternoon) return time;
  const isBefore = !leave?.time || afternoon.time! <= leave.time;
  return half === 'pm' && isBefore ? afternoon : { ...time, isBare: false };
}

function writtenIn(cells: readonly string[], times: TimeColumns, headings: readonly string[]): RowTimes {
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? ''));
  const dayCell = readWrittenTime(cell(times.day));
  let isUnreadable = false;
  const timeAt = (at: number | undefined): WrittenTime | null => {
    const text = cell(at);
    if (at === undefined || NO_TIME.test(text.trim())) return null;
    const read = inZoneOf(readWrittenTime(text), headings[at] ?? '');
    // In a list with unquoted cells, the comma between day and time splits them into two cells.
    const next = read?.time === null && !headings[at + 1] ? readWrittenTime(cell(at + 1)) : null;
    const whole = read && next?.time ? { ...read, time: next.time, offset: next.offset, isBare: next.isBare } : read;
    if (!whole?.time) {
      isUnreadable = true;
      return null;
    }
    if (whole.hasDay || !dayCell?.hasDay) return whole;
    return { ...whole, monthFirst: dayCell.monthFirst, dayFirst: dayCell.dayFirst, hasDay: true, isDayOfRow: true };
  };
  const [joinAt, leaveAt] = [times.join ?? times.firstJoin, times.leave ?? times.lastLeave];
  const leave = leavingIn(timeAt(leaveAt), headings[leaveAt ?? -1]);
  const join = joiningIn(timeAt(joinAt), headings[joinAt ?? -1], leave);
  const moment = times.action === undefined ? null : timeAt(times.moment);
  const lastedText = cell(times.lasted);
  const lasted = NO_TIME.test(lastedText.trim()) ? null : readLasted(lastedText, headings[times.lasted!]);
  if (lasted === null && !NO_TIME.test(lastedText.trim())) isUnreadable = true;
  const coming = times.action === undefined ? null : isComing(cell(times.action));
  if (times.action !== undefined && coming === null) isUnreadable = true;
  const isWaiting = isYes(cell(times.waiting));
  const all = [join, leave, moment].filter((each) => each !== null);
  return { join, leave, moment, coming, lasted, day: dayCell?.hasDay ? dayCell : null, isWaiting, isUnreadable, all };
}

/** Returns the visit that a row says; `earlier` is the one in columns before it, which it comes after. */
function visitIn(
  { join, leave, lasted, isWaiting, day: written }: RowTimes,
  { resolve, resolveInAfternoon, dayOf }: Resolver,
  unplacedDay: Day | null,
  earlier: Presence | null,
): Presence | null {
  if (isWaiting) return null;
  const came = join && resolve(join);
  const after = earlier?.from ?? earlier?.to ?? null;
  const isTooEarly = came !== null && after !== null && came < after;
  const from = isTooEarly ? (resolveInAfternoon(join!, after) ?? came) : came;
  const to = leave && resolve(leave, from ?? undefined);
  if (from !== null || to !== null) return { from, to, lasted };
  if (lasted === null) return null;
  const day = (written && dayOf(written)) ?? unplacedDay;
  return day === null ? { from, to, lasted } : { from, to, lasted, day };
}

type PairedRow = ReportRow & { written: RowTimes };
type Step = Scan & { each: PairedRow };

/**
 * Pairs each arrival in a list with the person's next departure. `isLog`: people who had not left by the end of the list
 * were still there.
 */
function pairUp(rows: PairedRow[], resolve: Resolve, isLog: boolean): void {
  const moments = rows.map(({ written }) => (written.moment ? resolve(written.moment) : null));
  const byPerson = new Map<string, Step[]>();
  for (const [index, each] of rows.entries()) {
    const at = moments[index] ?? null;
    const isIn = each.written.coming;
    const { content, read } = each.row;
    if (at === null || isIn === null) continue;
    const key = `${nameKey(content?.name ?? read.name)}|${content?.email?.toLowerCase() ?? ''}`;
    byPerson.set(key, [...(byPerson.get(key) ?? []), { isIn, at, each }]);
  }
  const end = isLog ? Math.max(...moments.filter((moment) => moment !== null)) : null;
  for (const unordered of byPerson.values()) {
    // Of two scans within a minute, the one out was first: between two others, a person was not there for no time at all.
    const steps = unordered.sort((a, b) => a.at - b.at || (isLog ? 0 : Number(a.isIn) - Number(b.isIn)));
    for (const pair of isLog ? pairVisits(steps) : pairScans(steps)) {
      pair.start.each.visit = { from: pair.start.at, to: pair.end?.at ?? end, lasted: null };
    }
  }
}

const DAY_IN_TEXT = /\d{4}-\d{1,2}-\d{1,2}|\p{L}{3,10}\.? \d{1,2}, ?\d{4}|\d{1,2}\/\d{1,2}\/\d{4}/gu;

/** Returns the day of the event that the lines above the list or the file's name say; null when there is none. */
function foundDay(lines: readonly UploadedLine[], heading: number, { event, fileName }: ReadingOptions): Day | null {
  const above = lines.filter(([number]) => number < heading).flatMap(([, cells]) => cells);
  const named = [...above, fileName?.replaceAll('_', '-') ?? ''].flatMap((text) => text.match(DAY_IN_TEXT) ?? []);
  const days = named.map((text) => readWrittenTime(text)?.monthFirst ?? null).filter((each) => each !== null);
  return days.find((each) => each >= event.startsOn && each <= event.endsOn) ?? null;
}
