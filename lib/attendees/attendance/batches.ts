import { type JsonBatch, jsonBatches } from '@/lib/platform/json-batches';
import type { PlannedAttendance } from './planned-attendance';

/** A person whose attendance can be saved. */
export type Saved = Exclude<PlannedAttendance, { kind: 'wrong' }>;

/** The changes that a plan makes, as the database reads them. */
export type AttendanceBatches = {
  people: number;
  added: JsonBatch[];
  changed: JsonBatch[];
  facts: JsonBatch[];
  results: JsonBatch[];
  /** The uploads that facts come from. */
  uploadIds: number[];
};

/** Writes a plan as batches. People who are not on the roster yet are identified by what they will be there. */
export function batchesOf(plan: readonly Saved[]): AttendanceBatches {
  const who = (each: Saved) =>
    each.kind === 'new'
      ? { attendeeId: null, identity: each.person.identity }
      : { attendeeId: each.saved.id, identity: null };
  const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const visits = plan.flatMap((each) => each.visits.map((visit) => ({ each, visit })));
  return {
    people: plan.length,
    added: jsonBatches(plan.flatMap((each) => (each.kind === 'new' ? [each.person] : []))),
    changed: jsonBatches(
      plan.flatMap((each) =>
        each.kind === 'changed' ? [{ ...each.saved, units: each.units, completed: each.completed }] : [],
      ),
    ),
    facts: jsonBatches(
      visits.map(({ each, visit: { uploadId, line, from, to, lasted, day } }) => ({
        ...who(each),
        uploadId,
        line,
        startedAt: moment(from),
        endedAt: moment(to),
        lastedSeconds: lasted === null ? null : Math.round(lasted / 1_000),
        day: day ?? null,
      })),
    ),
    results: jsonBatches(
      plan.map((each) => {
        const { minutes, ofMinutes, units, reason } = each.result;
        return { ...who(each), minutes, ofMinutes, units, reason };
      }),
    ),
    uploadIds: [...new Set(visits.map(({ visit }) => visit.uploadId))],
  };
}
