import { createHash } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { findLatestRule, listFacts, listFiles } from '@/db/queries/attendance';
import { listWholeRoster } from '@/db/queries/roster';
import { listUploads } from '@/db/queries/roster-uploads';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { type AttendanceChoice, readAttendanceChoice } from './attendance-input';
import { type PlannedAttendance, planAttendance } from './plan-attendance';
import { presencesOf } from './presence-of-facts';
import { type Report, readReport } from './read-report';
import { type AttendanceRule, whyNotThisRule } from './session-times';
import { suggestSessions } from './suggest-sessions';

/** A context whose database may be a transaction. */
type Reading = Pick<Context, 'actor'> & { db: Queryable };
type EventFacts = { id: number; startsOn: string; endsOn: string; hours: string };

/** An uploaded report that was read. */
export type ReadUpload = {
  id: number;
  fileName: string;
  file: Buffer;
  sha256: string;
  report: Report;
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
  const choice = readAttendanceChoice(params);
  const uploads = await readUploads(ctx, { event, choice });
  const rule = choice.rule ?? (await proposedRule(ctx.db, { event, agenda: event.agenda, uploads }));
  const why = whyNotThisRule(rule);
  const plan = why ? [] : await planOf(ctx, { event, uploads, rule });
  return { event, choice: { ...choice, rule }, uploads, why, plan };
}

/**
 * Reads the uploaded reports.
 * @throws AppError `not_found` when one of them is no longer available
 */
export async function readUploads(
  ctx: Reading,
  { event, choice }: { event: EventFacts; choice: AttendanceChoice },
): Promise<ReadUpload[]> {
  authorize(ctx, 'roster.change');
  const { db, actor } = ctx;
  const rows = await listUploads(db, event.id, choice.uploadIds, scopeOf(actor));
  if (rows.length < choice.uploadIds.length) throw uploadsGone();
  const saved = new Set((await listFiles(db, event.id)).filter(({ people }) => people > 0).map(({ sha256 }) => sha256));
  return rows.map(({ id, fileName, lines, about, file }) => {
    if (!file) throw uploadsGone();
    const sha256 = createHash('sha256').update(file).digest('hex');
    const isSaved = saved.has(sha256);
    // The same file twice in one upload counts once, too.
    saved.add(sha256);
    const options = { zone: choice.zone, day: choice.days[id], event, fileName };
    return { id, fileName: fileName ?? '', file, sha256, report: readReport(lines, about, options), isSaved };
  });
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
