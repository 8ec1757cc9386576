import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { type LockedUser, lockUsers } from '@/db/queries/staff-users';
import { lockAddress } from '@/db/queries/user-writing';
import type { Staff } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import type { AuditEntry } from '@/lib/audit/entries';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import type { Act } from './acts';
import { userNotFound } from './user-id';

/** Why staff do it: saved in the log with who did it, and visible only to staff. */
export const reasonSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

export type Reason = z.output<typeof reasonSchema>;

/** Makes the change in the transaction that also logs it, and returns the log entry. */
type Change = (tx: Transaction, person: LockedUser) => Promise<AuditEntry>;

/**
 * Runs every staff act on an account: locks both rows, checks the rule against the current rows, changes and logs.
 * @throws AppError `forbidden`, `not_found`, or whatever the change throws
 */
export async function actOnUser(
  ctx: Context,
  { act, userId: personId, newEmail }: { act: Act | 'provider-role'; userId: number; newEmail?: string },
  change: Change,
): Promise<void> {
  const { actor } = ctx;
  authorize(ctx, 'account.read');
  await ctx.db.transaction(async (tx) => {
    // An address is locked before people, everywhere.
    if (newEmail !== undefined) await lockAddress(tx, newEmail);
    const locked = await lockUsers(tx, [actor.userId, personId]);
    const self = locked.find((row) => row.id === actor.userId);
    const person = locked.find((row) => row.id === personId);
    // Somebody may have taken the actor's own rights away while this transaction waited for the locks.
    if (!self?.staffRole || self.disabledAt) throw new AppError('forbidden', 'Your account can no longer do this.');
    if (!person) throw userNotFound();
    const { userId, name, username } = actor;
    const now: Staff = { kind: 'staff', userId, name, username, role: self.staffRole };
    authorize({ actor: now }, `account.${act}`, person);
    await record(tx, ctx, await change(tx, person));
  });
}
