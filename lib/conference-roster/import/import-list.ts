import { z } from 'zod';
import { listConferenceSessions } from '@/db/queries/conference-roster';
import { findConferenceUpload } from '@/db/queries/conference-uploads';
import { writeWholeRoster } from '@/db/queries/roster';
import { insertUpload } from '@/db/queries/roster-uploads';
import { authorize } from '@/lib/access/authorize';
import { importRoster } from '@/lib/attendees/import/import-roster';
import { uploadNotFound } from '@/lib/attendees/import/preview-import';
import { getConference } from '@/lib/conferences/find-conference';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import { workInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import type { previewList, splitForImport } from './plan-list';
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
  const named = sessions.map(({ id, title, ownNumber, startsOn, startsAt, hours }) => ({
    id,
    title,
    ownNumber,
    startsOn,
    startsAt,
    hours,
  }));
  return { conference, upload, sessions, named };
}

/**
 * Returns what importing a list would do at each session of a conference, and which names in it no session has.
 * @throws AppError `not_found`, `forbidden`, or `too_many` or `unavailable` when there is no room to plan it
 */
export async function previewConferenceList(ctx: Context, ids: Ids, { assigned, unmarked }: ListChoice) {
  const { conference, upload, sessions, named } = await listOf(ctx, ids);
  const rosters: Record<string, string> = {};
  for (const { id } of sessions) rosters[id] = (await writeWholeRoster(ctx.db, id)).text;
  const preview = await workInWorker(
    PREVIEW,
    { lines: upload.lines, sessions: named, conference: conference.name, assigned, unmarked, rosters },
    ctx,
  );
  const place = new Map(sessions.map(({ id }, index) => [id, index]));
  const plans = preview.plans.toSorted((a, b) => place.get(a.id)! - place.get(b.id)!);
  return { conference, upload: { id: upload.id, fileName: upload.fileName }, sessions, ...preview, plans };
}

export type ImportedList = {
  sessions: number;
  added: number;
  changed: number;
  /** The sessions with rows that were not imported, because somebody has to look at them. */
  left: { id: number; title: string; uploadId: number; rows: number }[];
};

/**
 * Imports a list into the rosters of the sessions that it names, each as a list of its own: in one transaction a session, by
 * the rules of every import. A list that is imported twice counts once.
 * @throws AppError `not_found`, `forbidden`, `invalid` when no session takes anything, `conflict`, or `too_many` or
 * `unavailable`
 */
export async function importConferenceList(
  ctx: Context,
  ids: Ids,
  { assigned, unmarked }: ListChoice,
): Promise<ImportedList> {
  const preview = await previewConferenceList(ctx, ids, { assigned, unmarked });
  if (preview.why) throw new AppError('invalid', preview.why);
  const { conference, upload, sessions, named } = await listOf(ctx, ids);
  const order = { lines: upload.lines, sessions: named, conference: conference.name, assigned, unmarked };
  const parts = await workInWorker(SPLIT, order, ctx);
  if (parts.length === 0)
    throw new AppError('invalid', 'No row names a session of this conference. Match the names first.');
  const titles = new Map(sessions.map(({ id, title }) => [id, title]));
  const leftAt = new Map(preview.plans.map(({ id, left }) => [id, left]));
  const outcome: ImportedList = { sessions: 0, added: 0, changed: 0, left: [] };
  for (const [index, { sessionId, lines, matching }] of parts.entries()) {
    noteProgress(ctx, 'Saving', index, parts.length);
    const uploadId = await insertUpload(ctx.db, {
      eventId: sessionId,
      fileName: upload.fileName,
      lines,
      about: {},
      file: null,
      createdBy: ctx.actor.userId,
      createdAt: ctx.clock.now(),
    });
    const { added, changed } = await importRoster(ctx, {
      ...matching,
      eventId: sessionId,
      uploadId,
      choice: 'all',
      lines: [],
      apart: [],
    });
    outcome.sessions++;
    outcome.added += added;
    outcome.changed += changed;
    const rows = leftAt.get(sessionId) ?? 0;
    if (rows > 0) outcome.left.push({ id: sessionId, title: titles.get(sessionId) ?? '', uploadId, rows });
  }
  return outcome;
}
