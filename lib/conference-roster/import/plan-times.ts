import { createHash } from 'node:crypto';
import type { UploadedLine } from '@/db/schema';
import { planAttendance } from '@/lib/attendees/attendance/plan-attendance';
import type { PlannedAttendance } from '@/lib/attendees/attendance/planned-attendance';
import { presencesOf } from '@/lib/attendees/attendance/presence-of-facts';
import { factsIn } from '@/lib/attendees/attendance/read-facts';
import { type Report, readReport } from '@/lib/attendees/attendance/read-report';
import { type AttendanceRule, countedTime } from '@/lib/attendees/attendance/session-times';
import { sayTime, timeColumnsOf } from '@/lib/attendees/attendance/time-columns';
import type { Rostered } from '@/lib/attendees/import/planned';
import type { Slot } from '@/lib/events/slots';
import { csvText } from '@/lib/platform/csv';
import { reportName } from '../attendance/report-name';

/** What is on record about a session whose attendance a list may say. */
export type SessionRecord = {
  /** Its roster and the facts about its attendance as JSON. */
  roster: string;
  facts: string;
  rule: AttendanceRule | null;
  /** The hashes of the reports that count. */
  counted: string[];
};

/** A session's part of a list with times: the rows that are counted, and the rows that somebody has to look at. */
export type TimedPart = {
  sessionId: number;
  rule: AttendanceRule | null;
  people: PlannedAttendance[];
  counted: UploadedLine[];
  /** The text of the report that says so, which is saved as evidence. */
  evidence: string;
  left: UploadedLine[];
};

type Part = { sessionId: number; lines: UploadedLine[] };
type TimedSession = Slot & { id: number; hours: string };

/** Writes a session's part of a list as the file that is saved with the session's records. */
export const evidenceOf = (lines: readonly UploadedLine[]) => csvText(lines.map(([, cells]) => cells));

/** Returns whether the headings of a list say when people came and left, or how long they stayed. */
export const saysTime = (parts: readonly Part[]) => parts.length > 0 && sayTime(timeColumnsOf(parts[0]!.lines[0]![1]));

type Order = {
  parts: readonly Part[];
  sessions: readonly TimedSession[];
  records: Readonly<Record<string, SessionRecord>>;
  fileName: string | null;
};

/**
 * Counts the attendance that a list says, session by session; null when its times are only those of the sessions, such as in a
 * list of who registered.
 */
export function planTimes({ parts, sessions, records, fileName }: Order): TimedPart[] | null {
  const sessionOf = new Map(sessions.map((session) => [session.id, session]));
  const read = parts.map(({ sessionId, lines }) => {
    const session = sessionOf.get(sessionId)!;
    const record = records[sessionId]!;
    const program = record.rule?.sessions;
    const options = { zone: 'America/Denver', event: session, program, fileName: reportName(fileName) };
    return { session, lines, report: readReport(lines, {}, options), record };
  });
  const saysNothing = read.every(({ report: { rows, unreadable } }) => rows.length + unreadable.length === 0);
  if (saysNothing || read.every(({ report, record }) => isOnlyTimesOf(record.rule, report))) return null;
  return read.map(planPart);
}

/** Returns whether all rows have exactly the times of the session, below headings that may mean these. */
function isOnlyTimesOf(rule: AttendanceRule | null, { rows, unreadable, understanding, reading }: Report): boolean {
  const [time, ...more] = rule ? countedTime(rule) : [];
  const heading = understanding.heading?.[1][reading.columns.indexOf('join')] ?? '';
  return (
    /start|begin/i.test(heading) &&
    time !== undefined &&
    more.length === 0 &&
    unreadable.length === 0 &&
    rows.every(({ visit }) => visit === null || (visit.from === time[0] && visit.to === time[1]))
  );
}

type ReadPart = { session: TimedSession; lines: UploadedLine[]; report: Report; record: SessionRecord };

function planPart({ session, lines, report, record }: ReadPart): TimedPart {
  const { rule } = record;
  const base = { sessionId: session.id, rule };
  if (!rule || report.why) return { ...base, people: [], counted: [], evidence: '', left: lines };
  const saved = presencesOf(factsIn(record.facts));
  const plan = (reports: { uploadId: number; report: Report }[]) =>
    planAttendance({ reports, roster: JSON.parse(record.roster) as Rostered[], saved, rule, event: session });
  const all = plan([{ uploadId: 1, report }]);
  const isUnsure = (each: PlannedAttendance) => each.kind === 'wrong' || each.doubt !== null;
  const isAgain = (each: PlannedAttendance) => isCountedTwice(each, 'saved' in each ? saved.get(each.saved.id) : []);
  const whole = splitLeft(lines, report, all.filter(isUnsure));
  const isSaved = record.counted.includes(createHash('sha256').update(whole.evidence).digest('hex'));
  if (isSaved) return { ...base, ...whole, people: plan([]) };
  const split = splitLeft(
    lines,
    report,
    all.filter((each) => isUnsure(each) || isAgain(each)),
  );
  const people = split.counted.length > 0 ? all.filter((each) => !isUnsure(each) && !isAgain(each)) : [];
  return { ...base, ...split, people };
}

/** Splits a session's rows into those that are counted, and those of people whom somebody has to look at. */
function splitLeft(
  [heading, ...rows]: readonly UploadedLine[],
  report: Report,
  people: readonly PlannedAttendance[],
): Pick<TimedPart, 'counted' | 'evidence' | 'left'> {
  const left = new Set([
    ...report.unreadable,
    ...people.flatMap(({ key, visits }) => [Number(key.split('-')[1]), ...visits.map(({ line }) => line)]),
  ]);
  // Where coming and going are two rows, only the whole list says which rows belong together.
  const isLog = report.reading.columns.includes('action');
  const isCounted = ([number]: UploadedLine) => (isLog ? left.size === 0 : !left.has(number));
  const withHeading = (some: UploadedLine[]) => (some.length > 0 ? [heading!, ...some] : []);
  const counted = withHeading(rows.filter(isCounted));
  return {
    counted,
    evidence: counted.length > 0 ? evidenceOf(counted) : '',
    left: withHeading(rows.filter((line) => !isCounted(line))),
  };
}

/** Time that a list says without saying when it was would be added to what is on record already. */
const isCountedTwice = ({ visits }: PlannedAttendance, before: readonly unknown[] = []) =>
  before.length > 0 && visits.some(({ from, to }) => from === null && to === null);
