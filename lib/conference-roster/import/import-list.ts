import { z } from 'zod';
import { writeFacts } from '@/db/queries/attendance';
import { listReportsOfSessions } from '@/db/queries/conference-attendance';
import { listConferenceSessions } from '@/db/queries/conference-roster';
import { findConferenceUpload } from '@/db/queries/conference-uploads';
import { writeWholeRoster } from '@/db/queries/roster';
import { insertUpload } from '@/db/queries/roster-uploads';
import { authorize } from '@/lib/access/authorize';
import { type AttendanceChoice, attendanceChoiceParams } from '@/lib/attendees/attendance/attendance-input';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { importRoster } from '@/lib/attendees/import/import-roster';
import { uploadNotFound } from '@/lib/attendees/import/preview-import';
import { getConference } from '@/lib/conferences/find-conference';
import { titleWithinConference } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import { workInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { reportName } from '../attendance/report-name';
import { rulesOfSessions } from '../attendance/session-rules';
import type { previewList, splitForImport } from './plan-list';
import type { SessionRecord } from './plan-times';
import type { Assigned } from './split-list';

const PREVIEW = defineReading<typeof previewList>('lib/conference-roster/import/plan-list.ts', 'previewList');
const SPLIT = defineReading<typeof splitForImport>('lib/conference-roster/import/plan-list.ts', 'splitForImport');

type Ids = { conferenceId: number; uploadId: number };

/** What a person chose on the preview's page; all of it is in its address. */
export type ListChoice = { assigned: Assigned; unmarked: 'leave' | 'completed' };

type SearchParams = Record<string, string | string[] | undefined>;

/** The fields that assign a name to a session are called by the name's key. */
export const ASSIGN = 'as-';

/** Reads what a person chose, from an address or a form, and ignores what makes no sense. */
export function readListChoice(params: SearchParams): ListChoice {
  const assigned = Object.entries(params).flatMap(([name, value]) =>
    name.startsWith(ASSIGN) && typeof value === 'string' && /^\d{1,15}$/.test(value)
      ? [[name.slice(ASSIGN.length), Number(value)] as const]
      : [],
  );
  return {
    assigned: Object.fromEntries(assigned),
    unmarked: params.unmarked === 'completed' ? 'completed' : 'leave',
  };
}

export const importListSchema = z.custom<SearchParams>().transform(readListChoice);

/** Finds a list of the conference, and the sessions that it can name. Canceled ones take nobody anymore. */
async function listOf(ctx: Context, { conferenceId, uploadId }: Ids) {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.change', conference);
  const upload = await findConferenceUpload(ctx.db, conferenceId, uploadId);
  if (!upload) throw uploadNotFound();
  const sessions = (await listConferenceSessions(ctx.db, conferenceId)).filter(({ canceledAt }) => canceledAt === null);
  return { conference, upload, sessions };
}

/** Returns what a worker needs to plan the import of a list. */
async function orderOf(
  ctx: Context,
  { conference, upload, sessions }: Awaited<ReturnType<typeof listOf>>,
  { assigned, unmarked }: ListChoice,
): Promise<Parameters<typeof previewList>[0]> {
  const ruleOf = await rulesOfSessions(ctx.db, conference.id);
  const reports = Map.groupBy(await listReportsOfSessions(ctx.db, conference.id), ({ eventId }) => eventId);
  const records: Record<string, SessionRecord> = {};
  for (const session of sessions) {
    const { id } = session;
    records[id] = {
      roster: (await writeWholeRoster(ctx.db, id)).text,
      facts: (await writeFacts(ctx.db, id)).text,
      rule: ruleOf(session).rule,
      counted: (reports.get(id) ?? []).map(({ sha256 }) => sha256),
    };
  }
  const named = sessions.map(({ id, title, ownNumber, startsOn, endsOn, startsAt, endsAt, hours }) => ({
    id,
    title,
    ownNumber,
    startsOn,
    endsOn,
    startsAt,
    endsAt,
    hours,
  }));
  const { lines, fileName } = upload;
  return { lines, fileName, sessions: named, conference: conference.name, assigned, unmarked, records };
}

/**
 * Returns what importing a list would do at each session of a conference, and which names in it no session has.
 * @throws AppError `not_found`, `forbidden`, or `too_many` or `unavailable` when there is no room to plan it
 */
export async function previewConferenceList(ctx: Context, ids: Ids, choice: ListChoice) {
  const list = await listOf(ctx, ids);
  const { conference, upload, sessions } = list;
  const preview = await workInWorker(PREVIEW, await orderOf(ctx, list, choice), ctx);
  const place = new Map(sessions.map(({ id }, index) => [id, index]));
  const plans = preview.plans.toSorted((a, b) => place.get(a.id)! - place.get(b.id)!);
  return {
    conference,
    upload: { id: upload.id, fileName: upload.fileName, about: upload.about },
    sessions,
    ...preview,
    plans,
  };
}

export type ImportedList = {
  sessions: number;
  added: number;
  changed: number;
  /** The sessions with rows that were not imported, because somebody has to look at them. */
  left: { id: number; title: string; address: string; rows: number }[];
};

/**
 * Imports a list into the rosters of the sessions that it names, each as a list of its own: in one transaction a session, by
 * the rules of every import. A list that is imported twice counts once.
 * @throws AppError `not_found`, `forbidden`, `invalid` when no session takes anything, `conflict`, or `too_many` or
 * `unavailable`
 */
export async function importConferenceList(ctx: Context, ids: Ids, choice: ListChoice): Promise<ImportedList> {
  const preview = await previewConferenceList(ctx, ids, choice);
  if (preview.why) throw new AppError('invalid', preview.why);
  const list = await listOf(ctx, ids);
  const { upload, sessions, conference } = list;
  const parts = await workInWorker(SPLIT, await orderOf(ctx, list, choice), ctx);
  if (parts.length === 0)
    throw new AppError('invalid', 'No row names a session of this conference. Match the names first.');
  const titles = new Map(
    sessions.map(({ id, title }) => [id, titleWithinConference({ title, conference: conference.name })]),
  );
  const leftAt = new Map(preview.plans.map(({ id, left }) => [id, left]));
  const outcome: ImportedList = { sessions: 0, added: 0, changed: 0, left: [] };
  for (const [index, part] of parts.entries()) {
    noteProgress(ctx, 'Saving', index, parts.length);
    const { sessionId: eventId } = part;
    const saved = part.matching
      ? await importRows(ctx, upload, { ...part, eventId, left: leftAt.get(eventId) ?? 0 })
      : await saveTimes(ctx, upload, { ...part, eventId });
    if (part.rows > 0) outcome.sessions++;
    outcome.added += saved.added;
    outcome.changed += saved.changed;
    if (saved.left) outcome.left.push({ id: eventId, title: titles.get(eventId) ?? '', ...saved.left });
  }
  return outcome;
}

type Upload = { fileName: string | null };
type Part = Awaited<ReturnType<typeof splitForImport>>[number];
type RowsPart = Extract<Part, { lines: string }> & { eventId: number; left: number };
type TimesPart = Extract<Part, { matching: null }> & { eventId: number };
type SavedPart = { added: number; changed: number; left: { address: string; rows: number } | null };

const uploadFor = (ctx: Context) => ({ about: {}, createdBy: ctx.actor.userId, createdAt: ctx.clock.now() });

async function importRows(
  ctx: Context,
  { fileName }: Upload,
  { eventId, lines, matching, left }: RowsPart,
): Promise<SavedPart> {
  const uploadId = await insertUpload(ctx.db, { ...uploadFor(ctx), eventId, fileName, lines, file: null });
  const order = { ...matching, eventId, uploadId, choice: 'all' as const, lines: [], apart: [] };
  const { added, changed } = await importRoster(ctx, order);
  const address = `/events/${eventId}/attendees/import/${uploadId}`;
  return { added, changed, left: left > 0 ? { address, rows: left } : null };
}

/** Counts and saves the attendance at a session, with its rows as a report; the others are for its Attendance page. */
async function saveTimes(
  ctx: Context,
  { fileName }: Upload,
  { eventId, rule, counted, left }: TimesPart,
): Promise<SavedPart> {
  const keep = ({ lines, file }: { lines: string; file: string }) =>
    insertUpload(ctx.db, {
      ...uploadFor(ctx),
      eventId,
      fileName: reportName(fileName),
      lines,
      file: Buffer.from(file),
    });
  const choiceOf = (uploadId: number): AttendanceChoice => ({
    uploadIds: [uploadId],
    zone: 'America/Denver',
    days: {},
    readings: {},
    rule,
  });
  const { added, changed } = counted
    ? await saveAttendance(ctx, { eventId, choice: choiceOf(await keep(counted)), who: 'all', people: [] })
    : { added: 0, changed: 0 };
  if (!left) return { added, changed, left: null };
  const params = attendanceChoiceParams(choiceOf(await keep(left)));
  const address = `/events/${eventId}/attendees/attendance/preview?${params}`;
  return { added, changed, left: { address, rows: left.rows } };
}
