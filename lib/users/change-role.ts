import { z } from 'zod';
import { endSessionsOf } from '@/db/queries/account-sessions';
import { findColleague, lockManagers, setRole } from '@/db/queries/memberships';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { SignedInContext } from '@/lib/platform/visit';
import { userNotFound } from './record-id';
import { ROLE_WORDS, ROLES, whyMustStayManager } from './roles';

export const changeRoleSchema = z.object({
  role: z.enum(ROLES, 'Choose a role.'),
  /** The role that the form showed. */
  sawRole: z.enum(ROLES, 'Open the page again, then choose a role.'),
  forProvider,
});

/**
 * Gives a person at the manager's provider another role. Their sessions for this provider end, so that no rights of the
 * old role survive; managers who change their own role continue with the new one.
 * @throws AppError `forbidden`, `not_found`, `invalid` for the last manager or the same role, or `conflict` when somebody else has
 * changed the person's role since the form was opened, or the actor works for another provider now
 */
export async function changeRole(
  ctx: SignedInContext,
  { userId, role, sawRole, forProvider }: z.output<typeof changeRoleSchema> & { userId: number },
): Promise<void> {
  const { actor } = ctx;
  authorize(ctx, 'user.manage');
  const { providerId, providerName } = placeOfForm(actor, forProvider);
  await ctx.db.transaction(async (tx) => {
    const managers = await lockManagers(tx, providerId);
    const person = await findColleague(tx, userId, providerId);
    if (!person) throw userNotFound();
    // A manager who lost the role while waiting for the lock may no longer use it.
    if (!managers.includes(actor.userId)) throw new AppError('forbidden', 'You are no longer a manager.');
    if (person.role === role) {
      if (sawRole === role) throw new AppError('invalid', 'Nothing is different. Choose another role.');
      return;
    }
    if (person.role !== sawRole) {
      const now = ROLE_WORDS[person.role].label.toLowerCase();
      throw new AppError(
        'conflict',
        `Someone else changed this person’s role to ${now} while you had this page open. Your change was not saved. Open the page again, then choose.`,
      );
    }
    const why = whyMustStayManager(person, managers);
    if (why) throw new AppError('invalid', why);
    await setRole(tx, userId, providerId, role);
    const except = userId === actor.userId ? ctx.session.id : undefined;
    await endSessionsOf(tx, userId, ctx.clock.now(), { providerId, except });
    const { label, may } = ROLE_WORDS[role];
    await sendEmail(tx, ctx, {
      kind: 'user.role_changed',
      to: person.email,
      name: person.name,
      subject: 'Your PDUPS role has changed',
      paragraphs: [`For ${providerName} your role is now ${label.toLowerCase()}. ${may}`, `Changed by ${actor.name}.`],
    });
    await record(tx, ctx, {
      action: 'user.role_changed',
      subject: `user:${userId}`,
      details: { providerId, before: person.role, after: role },
    });
  });
}
