import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { lockEvent } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';

export type LockedEvent = NonNullable<Awaited<ReturnType<typeof lockEvent>>>;

const TWICE =
  'Someone with this name and the same email address, educator number or school is already on the roster. Nothing was saved. Find them on the roster, or add details that tell the two people apart.';

/**
 * Runs every change of a roster: `lock` locks the rows of its people, then the event's row is locked so that its units
 * cannot change, then `change` runs. Another provider's event looks like a missing one.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when two lines would be one person
 */
export async function changeRoster<Locked, Outcome>(
  ctx: Context,
  eventId: number,
  lock: (tx: Transaction) => Promise<Locked>,
  change: (tx: Transaction, locked: Locked, event: LockedEvent) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const locked = await lock(tx);
      const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
      if (!event) throw eventNotFound();
      authorize(ctx, 'roster.change', event);
      refuseCanceled(event);
      return change(tx, locked, event);
    });
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'attendees_identity_unique') {
      throw new AppError('conflict', TWICE);
    }
    throw error;
  }
}
