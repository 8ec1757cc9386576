import type { Queryable, Transaction } from '@/db/client';
import { lockRoster, stampOfRoster, type WrittenRoster, writeWholeRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { getEvent } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError, StaleError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { changeRoster, type LockedEvent } from './change-roster';

type PlannedEvent = Pick<LockedEvent, 'hours' | 'startsOn' | 'endsOn'>;

type Steps<Plan, Outcome> = {
  /** Plans the change; reads through `db`, which is a transaction when the roster is locked. */
  plan: (db: Queryable, event: PlannedEvent, roster: WrittenRoster) => Promise<Plan>;
  /** Carries out the plan; throws StaleError when something else that it was made from has changed. */
  change: (tx: Transaction, plan: Plan, event: LockedEvent) => Promise<Outcome>;
};

/** How many times to plan without locks while others keep changing the roster. */
const TRIES = 3;

/**
 * Plans a change of a whole roster without locks, so that no one waits for it, then makes it with roster and event locked
 * if both are still as they were; otherwise it plans again, the last time with both locked. So a list that is imported
 * twice, or by two people at once, counts once.
 * @throws AppError `not_found`, `forbidden`, `invalid` for a canceled event, or `conflict`
 */
export async function changeAsPlanned<Plan, Outcome>(
  ctx: Context,
  eventId: number,
  { plan, change }: Steps<Plan, Outcome>,
): Promise<Outcome> {
  const changeLocked = (make: (tx: Transaction, event: LockedEvent) => Promise<Outcome>) =>
    changeRoster(
      ctx,
      eventId,
      (tx) => lockRoster(tx, eventId, scopeOf(ctx.actor)),
      (tx, _, event) => make(tx, event),
    );
  for (let attempt = 0; attempt <= TRIES; attempt++) {
    const event = await getEvent(ctx, eventId);
    authorize(ctx, 'roster.change', event);
    refuseCanceled(event);
    try {
      if (attempt === TRIES) {
        return await changeLocked(async (tx, locked) =>
          change(tx, await plan(tx, locked, await writeWholeRoster(tx, eventId)), locked),
        );
      }
      const roster = await writeWholeRoster(ctx.db, eventId);
      const planned = await plan(ctx.db, event, roster);
      return await changeLocked(async (tx, locked) => {
        const isSame = (['hours', 'startsOn', 'endsOn'] as const).every((fact) => locked[fact] === event[fact]);
        if (!isSame || (await stampOfRoster(tx, eventId)) !== roster.stamp) throw new StaleError();
        return change(tx, planned, locked);
      });
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
    }
  }
  throw new AppError('conflict', 'Someone else is changing the roster right now. Nothing was saved. Try again.');
}
