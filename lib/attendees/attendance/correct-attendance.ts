import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { insertFacts, withdrawFact } from '@/db/queries/attendance';
import { findAttendee, lockRoster } from '@/db/queries/roster';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { addDays, isDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { attendeeNotFound } from '../attendee-id';
import { changeRoster } from '../change-roster';
import { countAgain } from './count-again';
import { momentOf } from './moments';

type Ids = { eventId: number; attendeeId: number };

const time = (sentence: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d/, sentence)
    .transform((text) => text.slice(0, 5));

/** The form that adds a visit. When the time of leaving is before the time of coming, it is on the next day. */
export const visitSchema = z
  .object({
    visitDay: z.string().refine(isDay, 'Enter the day.'),
    visitFrom: time('Enter when the person came, such as 9:00 AM.'),
    visitTo: time('Enter when the person left, such as 12:00 PM.'),
  })
  .refine(({ visitFrom, visitTo }) => visitFrom !== visitTo, {
    path: ['visitTo'],
    error: 'The person can’t have left at the time at which they came.',
  });

export const withdrawFactSchema = z.object({});

const factNotFound = () =>
  new AppError('not_found', 'That is not on record for this person. It may have been withdrawn already.');

/**
 * Reads the number of a fact from an address.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function parseFactId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw factNotFound();
  return Number(text);
}

/**
 * Adds a visit that no report or scanner recorded, and counts the person again if the event's times are set.
 * @throws AppError `not_found`, `forbidden`, or `invalid` for a time in the future
 */
export async function addVisit(
  ctx: Context,
  { visitDay, visitFrom, visitTo, ...ids }: z.output<typeof visitSchema> & Ids,
): Promise<void> {
  const from = momentOf(visitDay, visitFrom);
  const to =
    visitTo > visitFrom ? momentOf(visitDay, visitTo, undefined, from) : momentOf(addDays(visitDay, 1), visitTo);
  const now = ctx.clock.now();
  await correct(ctx, ids, async (tx) => {
    if (to > now.getTime()) throw new AppError('invalid', 'That time has not come yet. Check the day and the times.');
    const visit = { kind: 'visit' as const, startedAt: new Date(from), endedAt: new Date(to), source: 'hand' as const };
    await insertFacts(tx, [{ ...ids, ...visit, recordedBy: ctx.actor.userId, recordedAt: now }]);
    const details = { attendeeId: ids.attendeeId };
    await record(tx, ctx, { action: 'attendance.visit_added', subject: `event:${ids.eventId}`, details });
  });
}

/**
 * Withdraws a fact about a person's attendance, which stays on record, and counts the person again.
 * @throws AppError `not_found` or `forbidden`
 */
export async function withdrawAttendanceFact(
  ctx: Context,
  { factId, ...ids }: Ids & { factId: number },
): Promise<void> {
  await correct(ctx, ids, async (tx) => {
    const by = { by: ctx.actor.userId, at: ctx.clock.now() };
    if (!(await withdrawFact(tx, { ...ids, factId, ...by }))) throw factNotFound();
    const details = { attendeeId: ids.attendeeId, factId };
    await record(tx, ctx, { action: 'attendance.fact_withdrawn', subject: `event:${ids.eventId}`, details });
  });
}

async function correct(ctx: Context, { eventId, attendeeId }: Ids, change: (tx: Transaction) => Promise<void>) {
  await changeRoster(
    ctx,
    eventId,
    (tx) => lockRoster(tx, eventId, scopeOf(ctx.actor)),
    async (tx, _, event) => {
      const attendee = await findAttendee(tx, eventId, attendeeId, scopeOf(ctx.actor));
      if (!attendee) throw attendeeNotFound();
      await change(tx);
      await countAgain(tx, ctx, { attendee, event });
    },
  );
}
