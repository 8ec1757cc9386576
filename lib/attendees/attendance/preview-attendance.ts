import { createHash } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { findLatestRule, listFacts, listFiles } from '@/db/queries/attendance';
import { listWholeRoster } from '@/db/queries/roster';
import { listUploads } from '@/db/queries/roster-uploads';
import type { UploadAbout, UploadedLine } from '@/db/schema';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { findRemembered } from '../import/remembered';
import { type AttendanceChoice, readAttendanceChoice } from './attendance-input';
import { type PlannedAttendance, planAttendance } from './plan-attendance';
import { presencesOf } from './presence-of-facts';
import { type Report, readReport, suggestedReading } from './read-report';
import { columnsText, type Reading as ReportReading, readColumnsText } from './report-columns';
import { type AttendanceRule, whyNotThisRule } from './session-times';
import { suggestSessions } from './suggest-sessions';

/** A context whose database may be a transaction. */
type Reading = Pick<Context, 'actor'> & { db: Queryable };
type EventFacts = { id: number; providerId: number; startsOn: string; endsOn: string; hours: string };

/** An uploaded report that was read. */
export type ReadUpload = {
  id: number;
  fileName: string;
  file: Buffer;
  sha256: string;
  lines: UploadedLine[];
  about: UploadAbout;
  report: Report;
  /** Whether it is read as the provider chose for an earlier report with these headings. */
  isRemembered: boolean;
  /** Whether the same file was saved before, so that it is not counted again. */
  isSaved: boolean;
};

const uploadsGone = () =>
  new AppError(
    'not_found',
    'These reports are no longer available. Reports that are not saved are deleted after a day. Upload them again.',
  );

/**
 * Returns what saving the attendance would do, person by person, with the reports, times and breaks in the address.
 * Without reports, it counts what was saved before.
 * @throws AppError `not_found` or `forbidden`
 */
export async function previewAttendance(
  ctx: Context,
  eventId: number,
  params: Parameters<typeof readAttendanceChoice>[0],
) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change', event);
  const asked = readAttendanceChoice(params);
  const uploads = await readUploads(ctx, { event, choice: asked }, 'as remembered');
  const readings = Object.fromEntries(
    uploads.flatMap(({ id, isRemembered, report }) =>
      isRemembered || asked.readings[id] ? [[id, report.reading] as const] : [],
    ),
  );
  const isReadable = uploads.every(({ report }) => report.why === null);
  const rule = asked.rule ?? (await proposedRule(ctx.db, { event, agenda: event.agenda, uploads }));
  const why = whyNotThisRule(rule);
  const plan = why || !isReadable ? [] : await planOf(ctx, { event, uploads, rule });
  /** What the page shows; what it shows of the times may be a proposal, which a change of the reports renews. */
  const choice = { ...asked, readings, rule };
  return { event, choice, isProposed: asked.rule === null, uploads, isReadable, why, plan };
}

/**
 * Reads the uploaded reports, as the person chose; a first look also reads them as the provider chose for earlier ones.
 * @throws AppError `not_found` when one of them is no longer available
 */
export async function readUploads(
  ctx: Reading,
  { event, choice }: { event: EventFacts; choice: AttendanceChoice },
  others: 'as suggested' | 'as remembered' = 'as suggested',
): Promise<ReadUpload[]> {
  authorize(ctx, 'roster.change');
  const { db, actor } = ctx;
  const rows = await listUploads(db, event.id, choice.uploadIds, scopeOf(actor));
  if (rows.length < choice.uploadIds.length) throw uploadsGone();
  const saved = new Set((await listFiles(db, event.id)).filter(({ people }) => people > 0).map(({ sha256 }) => sha256));
  const uploads: ReadUpload[] = [];
  for (const { id, fileName, lines, about, file } of rows) {
    if (!file) throw uploadsGone();
    const sha256 = createHash('sha256').update(file).digest('hex');
    const isSaved = saved.has(sha256);
    // The same file twice in one upload counts once, too.
    saved.add(sha256);
    const options = { zone: choice.zone, day: choice.days[id], event, fileName };
    const chosen = choice.readings[id];
    const suggested = readReport(lines, about, { ...options, reading: chosen });
    const remembered =
      chosen || others === 'as suggested' ? null : await rememberedReading(db, event.providerId, lines, suggested);
    const report = remembered ? readReport(lines, about, { ...options, reading: remembered }) : suggested;
    const isRemembered = remembered !== null;
    uploads.push({ id, fileName: fileName ?? '', file, sha256, lines, about, report, isRemembered, isSaved });
  }
  return uploads;
}

/** Returns how the provider chose to read its last report with these headings; null when it fits no line of this one. */
async function rememberedReading(
  db: Queryable,
  providerId: number,
  lines: readonly UploadedLine[],
  { understanding: { heading } }: Report,
): Promise<ReportReading | null> {
  const found = await findRemembered(db, { providerId, lines, heading, use: 'attendance' });
  const columns = found && readColumnsText(found.choice.columns);
  return columns ? { headingLine: found.heading[0], columns } : null;
}

/** Returns what a person chose for a report; the choice is null when it is read as its headings suggest. */
export function ownReading({ lines, about, report }: ReadUpload) {
  const suggested = suggestedReading(lines, about);
  const { understanding, reading } = report;
  const isOwn =
    reading.headingLine !== suggested.headingLine || columnsText(reading.columns) !== columnsText(suggested.columns);
  const choice = { columns: columnsText(reading.columns), marks: '', off: '', unmarked: 'leave' as const };
  return { heading: understanding.heading, choice: isOwn ? choice : null };
}

/** Plans with the roster and the facts as they are now. */
export async function planOf(
  ctx: Reading,
  { event, uploads, rule }: { event: EventFacts; uploads: readonly ReadUpload[]; rule: AttendanceRule },
): Promise<PlannedAttendance[]> {
  authorize(ctx, 'roster.change');
  return planAttendance({
    reports: uploads.filter(({ isSaved }) => !isSaved).map(({ id, report }) => ({ uploadId: id, report })),
    roster: await listWholeRoster(ctx.db, event.id),
    saved: presencesOf(await listFacts(ctx.db, event.id)),
    rule,
    event,
  });
}

type Agenda = readonly { heldOn: string; startsAt: string; endsAt: string; counts: boolean }[];

/** Returns the saved rule, or the agenda's times, plus the sessions that the reports show on other days. */
async function proposedRule(
  db: Queryable,
  { event, agenda, uploads }: { event: EventFacts; agenda: Agenda; uploads: readonly ReadUpload[] },
): Promise<AttendanceRule> {
  const saved = await findLatestRule(db, event.id);
  const before: AttendanceRule = saved ?? { ...timesOfAgenda(agenda), leastPercent: null };
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
  const shown = suggestSessions(visits, event).filter(({ day }) => !days.has(day));
  return {
    sessions: [...before.sessions, ...shown],
    breaks: before.breaks,
    leastPercent: before.leastPercent,
  };
}

function timesOfAgenda(agenda: Agenda): Pick<AttendanceRule, 'sessions' | 'breaks'> {
  const sessions = agenda
    .filter(({ counts }) => counts)
    .map(({ heldOn, startsAt, endsAt }) => ({ day: heldOn, from: startsAt, to: endsAt }));
  // The agenda's items that count already leave the breaks between them.
  return { sessions: joined(sessions), breaks: [] };
}

/** Combines consecutive items into one session. */
function joined(sessions: AttendanceRule['sessions']): AttendanceRule['sessions'] {
  const all: AttendanceRule['sessions'] = [];
  for (const each of sessions.toSorted((a, b) => (a.day + a.from < b.day + b.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last?.day !== each.day || last.to < each.from) all.push({ ...each });
    else if (last.to < each.to) last.to = each.to;
  }
  return all;
}
