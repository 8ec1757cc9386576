import type { UploadAbout, UploadedLine } from '@/db/schema';
import type { Day } from '@/lib/platform/clock';
import { beyondAscii } from '../import/describe-list';
import type { Rostered } from '../import/planned';
import { findRemembered, type Remembered, type RememberedChoice, topLinesOf } from '../import/remembered';
import type { AttendanceChoice } from './attendance-input';
import { type AttendanceBatches, batchesOf, type Saved } from './batches';
import { describeAttendance } from './describe-attendance';
import { planAttendance } from './plan-attendance';
import type { PlannedAttendance } from './planned-attendance';
import { presencesOf } from './presence-of-facts';
import { factsIn } from './read-facts';
import { type Report, readReport, suggestedReading } from './read-report';
import { columnsText, type Reading, type ReportColumns, readColumnsText } from './report-columns';
import { type AttendanceRule, type SessionTime, whyNotThisRule } from './session-times';
import { suggestSessions } from './suggest-sessions';
import { type Agenda, timesOfAgenda } from './times-of-agenda';

/** An uploaded report with its lines as JSON. */
export type WrittenReport = {
  id: number;
  fileName: string;
  lines: string;
  about: UploadAbout;
  /** The rows of the file that were saved before, and are not counted again. */
  countedLines: number[];
  /** Whether the same file comes earlier among the reports, so that this one is not counted. */
  isRepeated: boolean;
};

/** What counting needs, with roster and facts as JSON, as the database writes them. */
type Order = {
  uploads: WrittenReport[];
  choice: AttendanceChoice;
  event: { startsOn: Day; endsOn: Day; hours: string };
  roster: string;
  facts: string;
};

export type AttendancePreviewOrder = Order & {
  remembered: Remembered;
  agenda: Agenda;
  /** The rule that was saved last. */
  savedRule: AttendanceRule | null;
};

/** An uploaded report as the preview shows it. */
export type ShownReport = {
  id: number;
  fileName: string;
  about: UploadAbout;
  /** Whether it is read as the provider chose for an earlier report with these headings. */
  isRemembered: boolean;
  /** Why nothing can be read with these columns; null when it can. */
  why: string | null;
  reading: Report['reading'];
  /** How it would be read if nobody chose otherwise. */
  suggested: { headingLine: number; columns: ReportColumns };
  heading: UploadedLine | null;
  firstRows: string[][];
  topLines: UploadedLine[];
  day: Day | null;
  minutesOnly: boolean;
  /** Some words that show whether the encoding is right. */
  sample: string;
};

/** What saving the attendance would do, as far as a page shows it. */
export type AttendancePreview = {
  /** What the page shows; what it shows of the times may be a proposal, which a change of the reports renews. */
  choice: AttendanceChoice & { rule: AttendanceRule };
  isProposed: boolean;
  uploads: ShownReport[];
  isReadable: boolean;
  /** Why nothing can be counted by these times; null when it can. */
  why: string | null;
  summary: string;
  details: string[];
  /** How many people are saved when nobody chooses among them. */
  ready: number;
  /** Whether everyone is in `plan`, so that each can be checked. */
  isWhole: boolean;
  /** The people that the page shows, by kind: everyone, or the first ones of many. */
  plan: PlannedAttendance[];
};

/** More people are saved as a whole: only these many of a kind are shown, and none can be left out. */
const CHECKABLE = 500;
const SHOWN_OF_MANY = 100;

/** Problems come first: they are what somebody has to look at. */
const ORDER: PlannedAttendance['kind'][] = ['wrong', 'changed', 'new', 'same'];

/**
 * Counts the attendance of reports for its preview. Runs in a worker thread, because 20,000 rows take long, and returns
 * only what the page shows.
 */
export function previewReports(order: AttendancePreviewOrder): AttendancePreview {
  const { choice: asked, event } = order;
  const known = asked.rule ?? order.savedRule ?? timesOfAgenda(order.agenda);
  const uploads = reportsOf(order, order.remembered, known.sessions);
  const readings = Object.fromEntries(
    uploads.flatMap(({ id, isRemembered, report }) =>
      isRemembered || asked.readings[id] ? [[id, report.reading] as const] : [],
    ),
  );
  const isReadable = uploads.every(({ report }) => report.why === null);
  const rule = asked.rule ?? proposedRule(order, uploads);
  const why = whyNotThisRule(rule);
  const plan = why || !isReadable ? [] : planOf(order, uploads, rule);
  const isWhole = plan.length <= CHECKABLE;
  return {
    choice: { ...asked, readings, rule },
    isProposed: asked.rule === null,
    uploads: uploads.map(shown),
    isReadable,
    why,
    ...describeAttendance({ uploads, plan, rule, event }),
    ready: plan.filter(({ kind, doubt }) => kind !== 'wrong' && doubt === null).length,
    isWhole,
    plan: ORDER.flatMap((kind) => {
      const some = plan.filter((each) => each.kind === kind);
      return isWhole ? some : some.slice(0, SHOWN_OF_MANY);
    }),
  };
}

type ReadUpload = Omit<WrittenReport, 'lines'> & { lines: UploadedLine[]; report: Report; isRemembered: boolean };

/** Reads the reports as the person chose, or as the provider chose for earlier ones, or as they suggest. */
function reportsOf(
  { uploads, choice, event }: Order,
  remembered: Remembered,
  program: readonly SessionTime[],
): ReadUpload[] {
  return uploads.map(({ lines: text, ...upload }) => {
    const lines: UploadedLine[] = JSON.parse(text);
    const { id, about, fileName } = upload;
    const options = { zone: choice.zone, day: choice.days[id], event, fileName, program };
    const chosen = choice.readings[id];
    const report = readReport(lines, about, { ...options, reading: chosen });
    const before = chosen ? null : rememberedReading(remembered, lines, report);
    return before
      ? { ...upload, lines, report: readReport(lines, about, { ...options, reading: before }), isRemembered: true }
      : { ...upload, lines, report, isRemembered: false };
  });
}

/** Returns how the provider chose to read its last report with these headings; null when it fits no line of this one. */
function rememberedReading(
  remembered: Remembered,
  lines: readonly UploadedLine[],
  { understanding: { heading } }: Report,
): Reading | null {
  if (remembered.size === 0) return null;
  const found = findRemembered(remembered, { lines, heading, use: 'attendance' });
  const columns = found && readColumnsText(found.choice.columns);
  return columns ? { headingLine: found.heading[0], columns } : null;
}

function shown({ id, fileName, about, isRemembered, lines, report }: ReadUpload): ShownReport {
  const { understanding, reading, why, day, minutesOnly } = report;
  return {
    id,
    fileName,
    about,
    isRemembered,
    why,
    reading,
    suggested: suggestedReading(lines, about),
    heading: understanding.heading,
    firstRows: understanding.rows.slice(0, 3).map(([, cells]) => cells),
    topLines: topLinesOf(lines, understanding.heading?.[0]),
    day,
    minutesOnly,
    sample: about.encoding ? beyondAscii(lines) : '',
  };
}

function planOf(
  { roster, facts, event }: Order,
  uploads: readonly ReadUpload[],
  rule: AttendanceRule,
): PlannedAttendance[] {
  const people: Rostered[] = JSON.parse(roster);
  return planAttendance({
    reports: uploads
      .filter(({ isRepeated }) => !isRepeated)
      .map(({ id, report, countedLines }) => ({ uploadId: id, report: without(report, countedLines) })),
    roster: people,
    saved: presencesOf(factsIn(facts)),
    rule,
    event,
  });
}

/** Returns a report without some of its rows. */
function without(report: Report, lines: readonly number[]): Report {
  const leftOut = new Set(lines);
  return { ...report, rows: report.rows.filter(({ row }) => !leftOut.has(row.line[0])) };
}

/** Returns the saved rule, or the agenda's times, plus the sessions that the reports show on other days. */
function proposedRule(
  { savedRule, agenda, event }: AttendancePreviewOrder,
  uploads: readonly ReadUpload[],
): AttendanceRule {
  const before: AttendanceRule = savedRule ?? { ...timesOfAgenda(agenda), leastPercent: null };
  const people = planAttendance({
    reports: uploads.map(({ id, report }) => ({ uploadId: id, report })),
    roster: [],
    saved: new Map(),
    rule: { sessions: [], breaks: [], leastPercent: null },
    event,
  });
  const visits = people.filter(({ doubt }) => doubt === null).map((each) => each.visits);
  const isPlaced = visits.flat().some(({ from, to }) => from !== null && to !== null);
  if (before.sessions.length > 0 && !isPlaced) return before;
  const days = new Set(before.sessions.map(({ day }) => day));
  const others = suggestSessions(visits, event).filter(({ day }) => !days.has(day));
  return {
    sessions: [...before.sessions, ...others],
    breaks: before.breaks,
    leastPercent: before.leastPercent,
  };
}

export type AttendancePlanOrder = Order & {
  rule: AttendanceRule;
  /** The people who were checked, by their keys; null for everyone without a doubt. */
  checked: string[] | null;
};

/** The changes of saved attendance, or the first report that cannot be read. */
export type AttendancePlan =
  | { unreadable: { fileName: string; why: string } }
  | {
      batches: AttendanceBatches;
      /** The names of the reports' platforms; blank when none was recognized. */
      platforms: ReadonlyMap<number, string>;
      /** How the person chose to read reports; the choice is null for one that is read as its headings suggest. */
      readings: { heading: UploadedLine | null; choice: RememberedChoice | null }[];
    };

/** Plans how to save the attendance of the chosen people. Runs in a worker thread. */
export function planReports(order: AttendancePlanOrder): AttendancePlan {
  const { rule, checked, choice } = order;
  const uploads = reportsOf(order, new Map(), rule.sessions);
  for (const { fileName, report } of uploads)
    if (report.why !== null) return { unreadable: { fileName, why: report.why } };
  const keys = checked && new Set(checked);
  const chosen = planOf(order, uploads, rule).filter(
    (each): each is Saved => each.kind !== 'wrong' && (keys ? keys.has(each.key) : each.doubt === null),
  );
  // A person of whom a report only may speak is also listed with what was saved before, and is saved once.
  const reported = new Set(
    chosen.flatMap((each) => (each.visits.length > 0 && 'saved' in each ? [each.saved.id] : [])),
  );
  const wanted = chosen.filter((each) => each.visits.length > 0 || !('saved' in each) || !reported.has(each.saved.id));
  return {
    batches: batchesOf(wanted),
    platforms: new Map(uploads.map(({ id, report }) => [id, report.platform?.name ?? ''])),
    readings: uploads.filter(({ id }) => choice.readings[id]).map(ownReading),
  };
}

/** Returns what a person chose for a report; the choice is null when it is read as its headings suggest. */
function ownReading({ lines, about, report }: ReadUpload) {
  const suggested = suggestedReading(lines, about);
  const { understanding, reading } = report;
  const isOwn =
    reading.headingLine !== suggested.headingLine || columnsText(reading.columns) !== columnsText(suggested.columns);
  const choice = { columns: columnsText(reading.columns), marks: '', off: '', unmarked: 'leave' as const };
  return { heading: understanding.heading, choice: isOwn ? choice : null };
}
