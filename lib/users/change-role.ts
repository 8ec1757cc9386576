import { z } from 'zod';
import { endSessionsOf } from '@/db/queries/account-sessions';
import { findColleague, lockManagers, setRole } from '@/db/queries/memberships';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import type { Context } from '@/lib/platform/visit';
import { authoriseUserManagement } from './colleagues';
import { userNotFound } from './record-id';
import { ROLE_WORDS, ROLES, whyMustStayManager } from './roles';

export const changeRoleSchema = z.object({ role: z.enum(ROLES, 'Choose a role.') });

/**
 * Gives a person of the manager's provider another role. Their sessions for this provider end, so that nothing of the
 * old role lives on; a manager who changes their own role goes on with the new one.
 * @throws AppError `forbidden`, `not_found`, or `invalid` for the last manager
 */
export async function changeRole(
  ctx: Context,
  { userId, role }: z.output<typeof changeRoleSchema> & { userId: number },
): Promise<void> {
  const { actor } = ctx;
  authoriseUserManagement(actor);
  const { providerId, providerName } = actor;
  await ctx.db.transaction(async (tx) => {
    const managers = await lockManagers(tx, providerId);
    const person = await findColleague(tx, userId, providerId);
    if (!person) throw userNotFound();
    // Whoever lost the role while waiting for the lock may not use it any more.
    if (!managers.includes(actor.userId)) throw new AppError('forbidden', 'You are not a manager any more.');
    if (person.role === role) return;
    const why = whyMustStayManager(person, managers);
    if (why) throw new AppError('invalid', why);
    await setRole(tx, userId, providerId, role);
    const except = userId === actor.userId ? actor.sessionId : undefined;
    await endSessionsOf(tx, userId, ctx.clock.now(), { providerId, except });
    const { label, may } = ROLE_WORDS[role];
    await sendLetter(tx, ctx, {
      kind: 'user.role_changed',
      to: person.email,
      name: person.name,
      subject: 'Your role at PDUPS has changed',
      paragraphs: [`For ${providerName} your role is now ${label.toLowerCase()}. ${may}`, `Changed by ${actor.name}.`],
    });
    await record(tx, ctx, {
      action: 'user.role_changed',
      subject: `user:${userId}`,
      details: { providerId, before: person.role, after: role },
    });
  });
}
