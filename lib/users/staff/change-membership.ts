import { z } from 'zod';
import { endSessionsOf } from '@/db/queries/account-sessions';
import { deleteMembership, findMembership, lockManagers, setRole } from '@/db/queries/memberships';
import { authorize } from '@/lib/access/authorize';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { ROLE_WORDS, ROLES, whyMustStayManager } from '../roles';
import { actOnUser, reasonSchema } from './act-on-user';
import { notifyPerson } from './emails';
import { userNotFound } from './user-id';

export const membershipSchema = reasonSchema.extend({
  role: z.enum([...ROLES, 'none'], 'Choose a role.'),
  /** The role that the form showed. */
  saw: z.enum(ROLES, 'Open the page again, then choose a role.'),
});

type Input = z.output<typeof membershipSchema> & { userId: number; providerId: number };

/**
 * Returns a person's role at a provider.
 * @throws AppError `forbidden`, or `not_found` when they do not work there
 */
export async function getMembership(ctx: Context, userId: number, providerId: number) {
  authorize(ctx, 'account.read');
  const membership = await findMembership(ctx.db, userId, providerId);
  if (!membership) throw userNotFound();
  return membership;
}

/**
 * Changes a person's role at a provider, or removes their access. Their sessions there end, and they get an email. A
 * provider's last manager stays one.
 * @throws AppError `forbidden`, `not_found`, `invalid` for the last manager, or `conflict` when somebody else changed the
 * role since the form was opened
 */
export async function changeMembership(ctx: Context, input: Input): Promise<void> {
  const { userId, providerId, role, saw, reason } = input;
  await actOnUser(ctx, { userId, act: 'provider-role' }, async (tx, person) => {
    const managers = await lockManagers(tx, providerId);
    const membership = await findMembership(tx, userId, providerId);
    if (!membership) throw userNotFound();
    const { role: before, providerName } = membership;
    if (before !== saw) {
      throw new AppError(
        'conflict',
        `Someone else changed this role to ${ROLE_WORDS[before].label.toLowerCase()} while you had this page open. Your change was not saved. Open the page again, then choose.`,
      );
    }
    if (before === role) throw new AppError('invalid', 'Nothing is different. Choose another role.');
    const why = whyMustStayManager({ userId, name: person.name }, managers);
    if (why) throw new AppError('invalid', why);
    const subject = `user:${userId}` as const;
    if (role === 'none') await deleteMembership(tx, userId, providerId);
    else await setRole(tx, userId, providerId, role);
    await endSessionsOf(tx, userId, ctx.clock.now(), { providerId });
    await notifyPerson(tx, ctx, person, {
      kind: role === 'none' ? 'user.access_removed' : 'user.role_changed',
      subject: role === 'none' ? 'Your PDUPS access has ended' : 'Your PDUPS role has changed',
      paragraphs: [
        role === 'none'
          ? `You no longer have access to ${providerName} at PDUPS. Agency staff ended your access.`
          : `Agency staff changed your role at ${providerName} to ${ROLE_WORDS[role].label.toLowerCase()}. ${ROLE_WORDS[role].may}`,
      ],
    });
    return role === 'none'
      ? { action: 'user.access_removed', subject, details: { providerId, role: before, reason } }
      : { action: 'user.role_changed', subject, details: { providerId, before, after: role, reason } };
  });
}
