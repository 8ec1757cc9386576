import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findEmployerOf } from '@/db/queries/memberships';
import { unassignRequestsOf } from '@/db/queries/requests';
import { type LockedUser, setStaffRole } from '@/db/queries/staff-users';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason, reasonSchema } from './act-on-user';
import { notifyPerson } from './emails';

export const STAFF_ROLE_LABELS = { none: 'Not staff', staff: 'Staff', administrator: 'Administrator' } as const;

export const staffRoleSchema = reasonSchema.extend({
  role: z.enum(['none', 'staff', 'administrator'], 'Choose a role.'),
  /** The role that the form showed. */
  saw: z.enum(['none', 'staff', 'administrator'], 'Open the page again, then choose a role.'),
});

type Input = Reason & z.output<typeof staffRoleSchema> & { userId: number };

/**
 * Changes a staff role; only administrators may. Every session ends, so that none keeps the earlier role, and requests that
 * were assigned to a person who leaves the staff are nobody's.
 * @throws AppError `conflict` when somebody else changed it, or `invalid` for a person who still works for a provider
 */
export async function changeStaffRole(ctx: Context, { role, saw, ...input }: Input): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'staff-role' }, async (tx, person) => {
    const before = person.staffRole ?? 'none';
    if (before === role) throw new AppError('conflict', `The role is already “${STAFF_ROLE_LABELS[role]}”.`);
    if (before !== saw) {
      throw new AppError(
        'conflict',
        `Someone else changed this person’s role to “${STAFF_ROLE_LABELS[before]}” while you had this page open. Your change was not saved. Open the page again, then choose.`,
      );
    }
    if (before === 'none') await refuseProviderUser(tx, person);
    if (role === 'none') await unassignRequestsOf(tx, person.id);
    await setStaffRole(tx, person.id, role === 'none' ? null : role);
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at: ctx.clock.now() });
    await notifyPerson(tx, ctx, person, {
      kind: 'user.staff_role_changed',
      subject: 'Your role was changed',
      paragraphs: [
        `An administrator changed your role from “${STAFF_ROLE_LABELS[before]}” to “${STAFF_ROLE_LABELS[role]}”. You were signed out everywhere; sign in again to continue.`,
      ],
    });
    return {
      action: 'user.staff_role_changed',
      subject: `user:${person.id}`,
      details: { before, after: role, sessionsEnded: ended, reason: input.reason },
    };
  });
}

/** Staff work for no provider: the guard of its last manager would count a person who can no longer act for it. */
async function refuseProviderUser(tx: Transaction, { id, name }: LockedUser): Promise<void> {
  const employer = await findEmployerOf(tx, id);
  if (employer === null) return;
  throw new AppError(
    'invalid',
    `${name} works for ${employer}, and staff can’t work for a provider. Remove that access on this person’s page first.`,
  );
}
