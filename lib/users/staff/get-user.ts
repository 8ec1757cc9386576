import { findLatestBounce } from '@/db/queries/mails';
import { findUserForStaff, listAccountEntriesOf, listMembershipsOf, listSignInsOf } from '@/db/queries/staff-users';
import { countUnusedRecoveryCodes } from '@/db/queries/two-step';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import { IDLE_MINUTES, SESSION_HOURS } from '../rules';
import { userNotFound } from './user-id';

const LATEST = 10;

/**
 * Returns the name of one person, for staff.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getUserName(ctx: Context, userId: number): Promise<string> {
  authorize(ctx, 'account.read');
  const user = await findUserForStaff(ctx.db, userId);
  if (!user) throw userNotFound();
  return user.name;
}

/**
 * Returns one person, what they belong to and the history of their account, for staff.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getUser(ctx: Context, userId: number) {
  authorize(ctx, 'account.read');
  const user = await findUserForStaff(ctx.db, userId);
  if (!user) throw userNotFound();
  const now = ctx.clock.now().getTime();
  const signIns = await listSignInsOf(ctx.db, userId, LATEST);
  return {
    ...user,
    memberships: await listMembershipsOf(ctx.db, userId),
    recoveryCodesLeft: user.twoStepConfirmedAt ? await countUnusedRecoveryCodes(ctx.db, userId) : 0,
    signIns: signIns.map((one) => ({
      ...one,
      open:
        !one.endedAt &&
        now - one.lastSeenAt.getTime() < IDLE_MINUTES * 60_000 &&
        now - one.createdAt.getTime() < SESSION_HOURS * 3_600_000,
    })),
    bounce: await findLatestBounce(ctx.db, user.email),
    entries: await listAccountEntriesOf(ctx.db, userId, 2 * LATEST),
  };
}

export type StaffUser = Awaited<ReturnType<typeof getUser>>;
