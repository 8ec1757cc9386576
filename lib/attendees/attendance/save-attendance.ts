import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import {
  findLatestRule,
  insertReportedFacts,
  insertResultBatch,
  insertRule,
  keepUploadedFile,
  ownCountedUnits,
  stampOfFacts,
  writeFacts,
} from '@/db/queries/attendance';
import { insertAttendeeBatch, updateAttendeeBatch } from '@/db/queries/roster';
import { confirmMarks, idsInBatch } from '@/db/queries/roster-markings';
import { record } from '@/lib/audit/record';
import { AppError, StaleError } from '@/lib/platform/errors';
import { rowsIn } from '@/lib/platform/json-batches';
import { noteProgress } from '@/lib/platform/progress';
import { workInWorker } from '@/lib/platform/untrusted/read-in-worker';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Context } from '@/lib/platform/visit';
import { changeAsPlanned } from '../change-as-planned';
import { remember } from '../import/remember';
import type { saveAttendanceSchema } from './attendance-input';
import type { AttendanceBatches } from './batches';
import type { planReports } from './plan-reports';
import { findReports } from './preview-attendance';
import { type AttendanceRule, whyNotThisRule } from './session-times';

const PLAN = defineReading<typeof planReports>('lib/attendees/attendance/plan-reports.ts', 'planReports');

export type AttendanceOutcome = { added: number; changed: number; people: number };

type SaveInput = z.output<typeof saveAttendanceSchema> & { eventId: number };

/**
 * Saves the attendance that the preview shows: when each person was there, the reports that say so, the results, and
 * the roster's PDUs and completed marks. It counts again, and saves only if roster, event and facts are still the same
 * once they are locked, so that reports that are saved twice count once.
 * @throws AppError `not_found`, `forbidden`, `invalid` when nothing can be saved, `conflict`, or `too_many` or
 * `unavailable` when there is no room to count it
 */
export async function saveAttendance(
  ctx: Context,
  { eventId, choice, who, people }: SaveInput,
): Promise<AttendanceOutcome> {
  const { rule } = choice;
  const why = rule ? whyNotThisRule(rule) : 'Open the preview again to see what will be saved.';
  if (!rule || why) throw new AppError('invalid', why!);
  if (who === 'checked' && people.length === 0) throw new AppError('invalid', 'Check the people you want to save.');
  return changeAsPlanned(ctx, eventId, {
    plan: async (db, { startsOn, endsOn, hours }, { text: roster }) => {
      noteProgress(ctx, 'Counting the attendance');
      const facts = await writeFacts(db, eventId);
      const reports = await findReports({ actor: ctx.actor, db }, eventId, choice);
      const order = {
        uploads: reports,
        choice,
        event: { startsOn, endsOn, hours },
        roster,
        facts: facts.text,
        rule,
        checked: who === 'checked' ? people : null,
      };
      const plan = await workInWorker(PLAN, order, ctx);
      if ('unreadable' in plan) throw new AppError('invalid', `${plan.unreadable.fileName}: ${plan.unreadable.why}`);
      const files = reports.map(({ id, sha256 }) => ({ id, sha256, platform: plan.platforms.get(id)! }));
      return { ...plan, files, factsStamp: facts.stamp };
    },
    change: async (tx, { batches, readings, files, factsStamp }, event) => {
      if ((await stampOfFacts(tx, eventId)) !== factsStamp) throw new StaleError();
      const outcome = await applyBatches(tx, ctx, { eventId, files, rule, batches });
      for (const reading of readings) {
        await remember(tx, ctx, { providerId: event.providerId, use: 'attendance', ...reading });
      }
      return outcome;
    },
  });
}

type Applied = {
  eventId: number;
  files: readonly { id: number; sha256: string; platform: string }[];
  rule: AttendanceRule;
  batches: AttendanceBatches;
};

/**
 * Saves planned attendance in the transaction that locked the roster and the event.
 * @throws StaleError when a person was changed after it was planned
 */
export async function applyBatches(
  tx: Transaction,
  ctx: Context,
  { eventId, files, rule, batches }: Applied,
): Promise<AttendanceOutcome> {
  const [at, by] = [ctx.clock.now(), ctx.actor.userId];
  const [added, changed, facts] = [rowsIn(batches.added), rowsIn(batches.changed), rowsIn(batches.facts)];
  const all = added + changed + facts + batches.people;
  let done = 0;
  const note = (count: number) => {
    done += count;
    noteProgress(ctx, 'Saving', done, all);
  };
  const used = files.filter(({ id }) => batches.uploadIds.includes(id));
  const fileIds = new Map<number, number>();
  for (const { id, sha256, platform } of used) {
    fileIds.set(id, await keepUploadedFile(tx, { eventId, uploadId: id, sha256, platform, by, at }));
  }
  const ruleId = await ruleIdOf(tx, { eventId, rule, by, at });
  for (const { text, count } of batches.changed) {
    if ((await updateAttendeeBatch(tx, text, at)) < count) throw new StaleError();
    note(count);
  }
  for (const { text, count } of batches.added) {
    await insertAttendeeBatch(tx, text, { eventId, source: 'roster', createdBy: by, at });
    note(count);
  }
  for (const { text, count } of batches.facts) {
    await insertReportedFacts(tx, text, { eventId, fileIds, by, at });
    note(count);
  }
  let results = 0;
  for (const { text, count } of batches.results) {
    results += await insertResultBatch(tx, text, { eventId, ruleId, by, at });
    await ownCountedUnits(tx, text, eventId);
    await confirmMarks(tx, eventId, idsInBatch(text), at);
    note(count);
  }
  const { people } = batches;
  if (facts + results + changed > 0) {
    const details = { people, added, changed, ruleId, reports: used.map(({ sha256 }) => sha256) };
    await record(tx, ctx, { action: 'attendance.saved', subject: `event:${eventId}`, details });
  }
  return { added, changed, people };
}

type Noted = { eventId: number; by: number; at: Date };

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
