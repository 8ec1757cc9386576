import type { Queryable } from '@/db/client';
import { findLatestRule, listCountedLines, writeFacts } from '@/db/queries/attendance';
import { writeWholeRoster } from '@/db/queries/roster';
import { listImportChoices, listUploads } from '@/db/queries/roster-uploads';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import { workInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { type AttendanceChoice, readAttendanceChoice } from './attendance-input';
import type { previewReports, WrittenReport } from './plan-reports';

const PREVIEW = defineReading<typeof previewReports>('lib/attendees/attendance/plan-reports.ts', 'previewReports');

const uploadsGone = () =>
  new AppError(
    'not_found',
    'These reports are no longer available. Reports that are not saved are deleted after a day. Upload them again.',
  );

/**
 * Returns what saving the attendance would do, person by person, with the reports, times and breaks in the address.
 * Without reports, it counts what was saved before.
 * @throws AppError `not_found`, `forbidden`, or `too_many` or `unavailable` when there is no room to count it
 */
export async function previewAttendance(
  ctx: Context,
  eventId: number,
  params: Parameters<typeof readAttendanceChoice>[0],
) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change', event);
  const choice = readAttendanceChoice(params);
  const uploads = await findReports(ctx, eventId, choice);
  const { startsOn, endsOn, hours, agenda, providerId } = event;
  const order = {
    uploads,
    choice,
    event: { startsOn, endsOn, hours },
    agenda: agenda.map(({ heldOn, startsAt, endsAt, counts }) => ({ heldOn, startsAt, endsAt, counts })),
    savedRule: await findLatestRule(ctx.db, eventId),
    remembered: uploads.length > 0 ? await listImportChoices(ctx.db, providerId) : new Map(),
    roster: (await writeWholeRoster(ctx.db, eventId)).text,
    facts: (await writeFacts(ctx.db, eventId)).text,
  };
  return { event, ...(await workInWorker(PREVIEW, order, ctx)) };
}

/** An uploaded report, and the hash of its file. */
export type FoundReport = WrittenReport & { sha256: string };

/**
 * Finds the uploaded reports that a person chose.
 * @throws AppError `not_found` when one of them is no longer available
 */
export async function findReports(
  ctx: Pick<Context, 'actor'> & { db: Queryable },
  eventId: number,
  { uploadIds }: AttendanceChoice,
): Promise<FoundReport[]> {
  authorize(ctx, 'roster.change');
  const rows = await listUploads(ctx.db, eventId, uploadIds, scopeOf(ctx.actor));
  if (rows.length < uploadIds.length) throw uploadsGone();
  const counted = await listCountedLines(ctx.db, eventId);
  const found = new Set<string>();
  return rows.map(({ id, fileName, lines, about, sha256 }) => {
    if (sha256 === null) throw uploadsGone();
    const isRepeated = found.has(sha256);
    found.add(sha256);
    const countedLines = counted.get(sha256) ?? [];
    return { id, fileName: fileName ?? '', lines, about, sha256, countedLines, isRepeated };
  });
}
