import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { type LockedUser, lockUsers } from '@/db/queries/staff-users';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { type Act, authoriseStaff, whyMayNotAct } from './policy';
import { userNotFound } from './user-id';

/** Why it is done: kept in the log with who did it, and read by nobody but staff. */
export const reasonSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

export type Reason = z.output<typeof reasonSchema>;

/** What an act changes, in the transaction that also logs it. Its result goes into the log beside the reason. */
type Change = (tx: Transaction, person: LockedUser) => Promise<Record<string, unknown>>;

/**
 * The way of every act of staff on an account: both rows held, both people as they are now, rule, change, log.
 * @throws AppError `forbidden`, `not_found`, or whatever the change refuses
 */
export async function actOnUser(
  ctx: Context,
  { act, userId, reason, action }: Reason & { act: Act; userId: number; action: string },
  change: Change,
): Promise<void> {
  const { actor } = ctx;
  authoriseStaff(actor);
  await ctx.db.transaction(async (tx) => {
    const locked = await lockUsers(tx, [actor.userId, userId]);
    const self = locked.find((row) => row.id === actor.userId);
    const person = locked.find((row) => row.id === userId);
    // Somebody may have taken the actor's own rights away while this transaction waited for the rows.
    if (!self?.staffRole || self.disabledAt) throw new AppError('forbidden', 'Your account may not do this any more.');
    if (!person) throw userNotFound();
    const why = whyMayNotAct({ ...actor, role: self.staffRole }, person, act);
    if (why) throw new AppError('forbidden', why);
    const details = await change(tx, person);
    await record(tx, ctx, { action, subject: `user:${person.id}`, details: { ...details, reason } });
  });
}
