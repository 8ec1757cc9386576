import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import {
  findLatestRule,
  insertFacts,
  insertResults,
  insertRule,
  keepFile,
  type LatestResult,
  listLatestResults,
} from '@/db/queries/attendance';
import { insertAttendees, lockRoster, updateAttendees } from '@/db/queries/roster';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { unitsOf } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import type { Context } from '@/lib/platform/visit';
import { changeRoster } from '../change-roster';
import { remember } from '../import/remembered';
import type { saveAttendanceSchema } from './attendance-input';
import type { PlannedAttendance } from './plan-attendance';
import { ownReading, planOf, type ReadUpload, readUploads } from './preview-attendance';
import { type AttendanceRule, whyNotThisRule } from './session-times';

export type AttendanceOutcome = { added: number; changed: number; people: number };

type SaveInput = z.output<typeof saveAttendanceSchema> & { eventId: number };
/** A person whose attendance can be saved. */
export type Saved = Exclude<PlannedAttendance, { kind: 'wrong' }>;

/**
 * Saves the attendance that the preview shows: when each person was there, the reports that say so, the results, and
 * the roster's PDUs and completed marks. It plans again with the roster and the event locked, so that reports that are
 * saved twice count once.
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing can be saved, or `conflict`
 */
export async function saveAttendance(
  ctx: Context,
  { eventId, choice, who, people }: SaveInput,
): Promise<AttendanceOutcome> {
  const { rule } = choice;
  const why = rule ? whyNotThisRule(rule) : 'Open the preview again to see what will be saved.';
  if (!rule || why) throw new AppError('invalid', why!);
  if (who === 'checked' && people.length === 0) throw new AppError('invalid', 'Check the people you want to save.');
  return changeRoster(
    ctx,
    eventId,
    (tx) => lockRoster(tx, eventId, scopeOf(ctx.actor)),
    async (tx, _, event) => {
      const locked = { actor: ctx.actor, db: tx };
      noteProgress(ctx, 'Counting the attendance');
      const uploads = await readUploads(locked, { event, choice });
      const unreadable = uploads.find(({ report }) => report.why);
      if (unreadable) throw new AppError('invalid', `${unreadable.fileName}: ${unreadable.report.why}`);
      const plan = await planOf(locked, { event, uploads, rule });
      const checked = new Set(people);
      const wanted = plan.filter(
        (each): each is Saved =>
          each.kind !== 'wrong' && (who === 'checked' ? checked.has(each.key) : each.doubt === null),
      );
      const outcome = await applyPlan(tx, ctx, { eventId, uploads, rule, plan: wanted });
      for (const upload of uploads) {
        if (!choice.readings[upload.id]) continue;
        await remember(tx, ctx, { providerId: event.providerId, use: 'attendance', ...ownReading(upload) });
      }
      return outcome;
    },
  );
}

type Applied = { eventId: number; uploads: readonly ReadUpload[]; rule: AttendanceRule; plan: readonly Saved[] };

/** Saves the plan in the transaction that locked the roster and the event. */
export async function applyPlan(tx: Transaction, ctx: Context, { eventId, uploads, rule, plan }: Applied) {
  const [at, by] = [ctx.clock.now(), ctx.actor.userId];
  const fileIds = await keepFiles(tx, { eventId, uploads, plan, by, at });
  const ruleId = await ruleIdOf(tx, { eventId, rule, by, at });
  const attendeeIds = await changePeople(tx, ctx, { eventId, plan, by, at });
  const facts = plan.flatMap(({ visits }, index) =>
    visits.map(({ uploadId, line, from, to, lasted, day }) => ({
      eventId,
      attendeeId: attendeeIds[index]!,
      kind: 'visit' as const,
      startedAt: from === null ? null : new Date(from),
      endedAt: to === null ? null : new Date(to),
      lastedSeconds: lasted === null ? null : Math.round(lasted / 1_000),
      day: day ?? null,
      source: 'report' as const,
      fileId: fileIds.get(uploadId)!,
      line,
      recordedBy: by,
      recordedAt: at,
    })),
  );
  await insertFacts(tx, facts, (done) => noteProgress(ctx, 'Saving', done, facts.length));
  const latest = new Map((await listLatestResults(tx, eventId, 'everybody')).map((each) => [each.attendeeId, each]));
  const results = plan.flatMap(({ result }, index) => {
    const attendeeId = attendeeIds[index]!;
    const { minutes, ofMinutes, units, reason } = result;
    return isAsBefore(latest.get(attendeeId), { units, reason, ruleId })
      ? []
      : [{ eventId, attendeeId, ruleId, minutes, ofMinutes, units, reason, recordedBy: by, recordedAt: at }];
  });
  await insertResults(tx, results);
  const added = plan.filter(({ kind }) => kind === 'new').length;
  const changed = plan.filter(({ kind }) => kind === 'changed').length;
  if (facts.length + results.length + changed > 0) {
    const reports = uploads.filter(({ id }) => fileIds.has(id)).map(({ sha256 }) => sha256);
    const details = { people: plan.length, added, changed, ruleId, reports };
    await record(tx, ctx, { action: 'attendance.saved', subject: `event:${eventId}`, details });
  }
  return { added, changed, people: plan.length };
}

type Noted = { eventId: number; by: number; at: Date };

/** Saves the reports that the plan has visits from. */
async function keepFiles(
  tx: Transaction,
  { eventId, uploads, plan, by, at }: Noted & { uploads: readonly ReadUpload[]; plan: readonly Saved[] },
): Promise<Map<number, number>> {
  const used = new Set(plan.flatMap(({ visits }) => visits.map(({ uploadId }) => uploadId)));
  const ids = new Map<number, number>();
  for (const { id, fileName, file, sha256, report } of uploads) {
    if (!used.has(id)) continue;
    const platform = report.platform?.name ?? '';
    const kept = { eventId, fileName, platform, sha256, bytes: file, uploadedBy: by, uploadedAt: at };
    ids.set(id, await keepFile(tx, kept));
  }
  return ids;
}

async function ruleIdOf(tx: Transaction, { eventId, rule, by, at }: Noted & { rule: AttendanceRule }): Promise<number> {
  const before = await findLatestRule(tx, eventId);
  if (before && textOf(before) === textOf(rule)) return before.id;
  return insertRule(tx, { eventId, ...rule, setBy: by, setAt: at });
}

const textOf = ({ sessions, breaks, leastPercent }: AttendanceRule) =>
  JSON.stringify([
    sessions.map(({ day, from, to }) => [day, from, to]),
    breaks.map(({ day, from, to }) => [day, from, to]),
    leastPercent,
  ]);

/**
 * Changes the roster.
 * @returns each person's number on the roster, in the plan's order
 */
async function changePeople(
  tx: Transaction,
  ctx: Context,
  { eventId, plan, by, at }: Noted & { plan: readonly Saved[] },
): Promise<number[]> {
  const changes = plan.flatMap((each) =>
    each.kind === 'changed' ? [{ ...each.saved, units: each.units, completed: each.completed }] : [],
  );
  if ((await updateAttendees(tx, changes, at)) < changes.length) {
    throw new AppError('conflict', 'Someone else is changing the roster right now. Nothing was saved. Try again.');
  }
  const people = plan.flatMap((each) => (each.kind === 'new' ? [each.person] : []));
  const ids = await insertAttendees(
    tx,
    people.map((person) => ({
      ...person,
      eventId,
      source: 'roster' as const,
      createdBy: by,
      createdAt: at,
      updatedAt: at,
    })),
    (done) => noteProgress(ctx, 'Saving', done, people.length),
  );
  const added = ids.values();
  return plan.map((each) => (each.kind === 'new' ? added.next().value! : each.saved.id));
}

const isAsBefore = (
  before: LatestResult | undefined,
  { units, reason, ruleId }: Pick<LatestResult, 'units' | 'reason' | 'ruleId'>,
) => before?.reason === reason && before.ruleId === ruleId && unitsOf(before.units) === unitsOf(units);
