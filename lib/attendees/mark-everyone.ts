import { z } from 'zod';
import { countRoster, countWithoutUnits, listToMark, lockToMark, setCompleted } from '@/db/queries/roster';
import { findLastMarking, insertMarking, lockStillMarked, setMarkingUndone } from '@/db/queries/roster-markings';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { changeRoster } from './change-roster';
import { countedByUnits, MAX_LOOKED_AT, MAX_NAMED, namesToCheck } from './look-over';

/**
 * Returns what marking everyone as completed would change: which people with how many PDUs, which names look misspelled, how
 * many are completed already, and how many cannot be because they earned no PDUs.
 * @throws AppError `not_found` or `forbidden`
 */
export async function previewMarkEveryone(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.change', event);
  const counts = await countRoster(ctx.db, eventId);
  const withoutUnits = await countWithoutUnits(ctx.db, eventId, 'everybody');
  const toMark = counts.attendees - counts.completed - withoutUnits;
  const people = await listToMark(ctx.db, eventId, MAX_LOOKED_AT);
  const unusual = namesToCheck(people);
  return {
    event,
    toMark,
    completed: counts.completed,
    withoutUnits,
    people: people.slice(0, MAX_NAMED),
    byUnits: countedByUnits(people),
    unusual: unusual.slice(0, MAX_NAMED),
    unusualCount: unusual.length,
  };
}

export const markEveryoneSchema = z.object({
  /** How many people the person saw would be marked. */
  expected: z
    .string()
    .regex(/^\d{1,7}$/, 'Open the page again, then mark everyone.')
    .transform(Number),
});

/**
 * Marks everyone on a roster as having completed the event (M13), when they are as many as the person saw; it can be
 * undone until they have certificates.
 * @returns how many marks changed
 * @throws AppError `not_found`, `forbidden`, or `conflict` when the roster has changed
 */
export async function markEveryone(
  ctx: Context,
  { eventId, expected }: z.output<typeof markEveryoneSchema> & { eventId: number },
): Promise<number> {
  return changeRoster(
    ctx,
    eventId,
    (tx) => lockToMark(tx, eventId, { ids: 'everybody', completed: true }, scopeOf(ctx.actor)),
    async (tx, ids) => {
      // The form was sent twice, and everyone is already marked.
      if (ids.length === 0) return 0;
      if (ids.length !== expected) {
        throw new AppError('conflict', 'The roster has changed. Open the page again, review the numbers, then mark.');
      }
      const at = ctx.clock.now();
      const marked = await setCompleted(tx, ids, true, at);
      await insertMarking(tx, {
        eventId,
        attendeeIds: marked.map(({ id }) => id),
        versions: marked.map(({ version }) => version),
        markedBy: ctx.actor.userId,
        markedAt: at,
      });
      const details = { completed: true, marked: ids.length };
      await record(tx, ctx, { action: 'attendees.marked', subject: `event:${eventId}`, details });
      return ids.length;
    },
  );
}

/**
 * Returns the last time that everyone was marked, if it can still be undone.
 * @throws AppError `forbidden`
 */
export async function findUndoableMarking(ctx: Context, eventId: number) {
  authorize(ctx, 'roster.read');
  return findLastMarking(ctx.db, eventId, scopeOf(ctx.actor));
}

export type UndoableMarking = NonNullable<Awaited<ReturnType<typeof findUndoableMarking>>>;

export const undoMarkingSchema = z.object({ markingId: recordId });

/**
 * Undoes the marks of a time when everyone was marked. People who got a certificate in the meantime stay as they are, and so
 * do people who were changed since: by hand, by an import, or by their attendance.
 * @returns how many marks changed
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it was undone before
 */
export async function undoMarking(
  ctx: Context,
  { eventId, markingId }: z.output<typeof undoMarkingSchema> & { eventId: number },
): Promise<number> {
  return changeRoster(
    ctx,
    eventId,
    (tx) => lockStillMarked(tx, eventId, markingId, scopeOf(ctx.actor)),
    async (tx, ids) => {
      const at = ctx.clock.now();
      if (!(await setMarkingUndone(tx, eventId, markingId, at))) {
        throw new AppError('conflict', 'This was already undone.');
      }
      if (ids.length > 0) await setCompleted(tx, ids, false, at);
      await record(tx, ctx, {
        action: 'attendees.marking_undone',
        subject: `event:${eventId}`,
        details: { marked: ids.length },
      });
      return ids.length;
    },
  );
}
