import { endSessionsOf } from '@/db/queries/account-sessions';
import { deleteMembership, findColleague, lockManagers } from '@/db/queries/memberships';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import type { Context } from '@/lib/platform/visit';
import { authoriseUserManagement } from './colleagues';
import { userNotFound } from './record-id';
import { whyMustStayManager } from './roles';

/**
 * Takes a person's access to the manager's provider away. What they entered and recorded stays, under their name;
 * other providers of theirs are not touched.
 * @throws AppError `forbidden`, `not_found`, or `invalid` for the last manager
 */
export async function removeAccess(ctx: Context, { userId }: { userId: number }): Promise<void> {
  const { actor } = ctx;
  authoriseUserManagement(actor);
  const { providerId, providerName } = actor;
  await ctx.db.transaction(async (tx) => {
    const managers = await lockManagers(tx, providerId);
    const person = await findColleague(tx, userId, providerId);
    if (!person) throw userNotFound();
    if (!managers.includes(actor.userId)) throw new AppError('forbidden', 'You are not a manager any more.');
    const why = whyMustStayManager(person, managers);
    if (why) throw new AppError('invalid', why);
    await deleteMembership(tx, userId, providerId);
    await endSessionsOf(tx, userId, ctx.clock.now(), { providerId });
    await sendLetter(tx, ctx, {
      kind: 'user.access_removed',
      to: person.email,
      name: person.name,
      subject: 'Your access at PDUPS has ended',
      paragraphs: [`You no longer work for ${providerName} at PDUPS. ${actor.name} ended your access.`],
    });
    await record(tx, ctx, {
      action: 'user.access_removed',
      subject: `user:${userId}`,
      details: { providerId, role: person.role },
    });
  });
}
