import { z } from 'zod';
import { setStaffRole } from '@/db/queries/staff-users';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason, reasonSchema } from './act-on-user';
import { tellPerson } from './letters';

export const STAFF_ROLE_LABELS = { none: 'Not staff', staff: 'Staff', administrator: 'Administrator' } as const;

export const staffRoleSchema = reasonSchema.extend({
  role: z.enum(['none', 'staff', 'administrator'], 'Choose a role.'),
});

type Input = Reason & z.output<typeof staffRoleSchema> & { userId: number };

/** For administrators. Every session ends: none may live on under the earlier role. */
export async function changeStaffRole(ctx: Context, { role, ...input }: Input): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'staff-role', action: 'user.staff_role_changed' }, async (tx, person) => {
    const before = person.staffRole ?? 'none';
    if (before === role) throw new AppError('conflict', `The role is “${STAFF_ROLE_LABELS[role]}” already.`);
    await setStaffRole(tx, person.id, role === 'none' ? null : role);
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at: ctx.clock.now() });
    await tellPerson(tx, ctx, person, {
      kind: 'user.staff_role_changed',
      subject: 'Your role was changed',
      paragraphs: [
        `An administrator changed your role from “${STAFF_ROLE_LABELS[before]}” to “${STAFF_ROLE_LABELS[role]}”. You were signed out everywhere; sign in again to go on.`,
      ],
    });
    return { before, after: role, sessionsEnded: ended };
  });
}
