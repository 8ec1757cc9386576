import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { lockEvent } from '@/db/queries/events';
import { eventNotFound } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';

type LockedEvent = NonNullable<Awaited<ReturnType<typeof lockEvent>>>;

const TWICE =
  'Somebody with the same e-mail address, or the same name and educator number or school, is on the roster already. Nothing was saved. Find them in the list, or tell the two apart.';

/**
 * The way of every change of a roster: `hold` takes the people's rows, then the event's is taken, so that its units
 * stay what they are; then `change`. Another provider's event answers like a missing one.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when two lines would be one person
 */
export async function changeRoster<Held, Outcome>(
  ctx: Context,
  eventId: number,
  hold: (tx: Transaction) => Promise<Held>,
  change: (tx: Transaction, held: Held, event: LockedEvent) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const held = await hold(tx);
      const event = await lockEvent(tx, eventId, scopeOf(ctx.actor));
      if (!event) throw eventNotFound();
      authoriseEventChange(ctx.actor);
      return change(tx, held, event);
    });
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'attendees_identity_unique') {
      throw new AppError('conflict', TWICE);
    }
    throw error;
  }
}
