import { z } from 'zod';
import { endSessionsOf } from '@/db/queries/account-sessions';
import { deleteMembership, findColleague, lockManagers } from '@/db/queries/memberships';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Context } from '@/lib/platform/visit';
import { userNotFound } from './record-id';
import { whyMustStayManager } from './roles';

export const removeAccessSchema = z.object({ forProvider });

/**
 * Removes a person's access to the manager's provider. What they entered and recorded stays, under their name; their
 * access to other providers does not change.
 * @throws AppError `forbidden`, `not_found`, `invalid` for the last manager, or `conflict` when the actor works for another
 * provider now
 */
export async function removeAccess(
  ctx: Context,
  { userId, forProvider }: z.output<typeof removeAccessSchema> & { userId: number },
): Promise<void> {
  const { actor } = ctx;
  authorize(ctx, 'user.manage');
  const { providerId, providerName } = placeOfForm(actor, forProvider);
  await ctx.db.transaction(async (tx) => {
    const managers = await lockManagers(tx, providerId);
    const person = await findColleague(tx, userId, providerId);
    if (!person) throw userNotFound();
    if (!managers.includes(actor.userId)) throw new AppError('forbidden', 'You are no longer a manager.');
    const why = whyMustStayManager(person, managers);
    if (why) throw new AppError('invalid', why);
    await deleteMembership(tx, userId, providerId);
    await endSessionsOf(tx, userId, ctx.clock.now(), { providerId });
    await sendEmail(tx, ctx, {
      kind: 'user.access_removed',
      to: person.email,
      name: person.name,
      subject: 'Your PDUPS access has ended',
      paragraphs: [`You no longer have access to ${providerName} at PDUPS. ${actor.name} ended your access.`],
    });
    await record(tx, ctx, {
      action: 'user.access_removed',
      subject: `user:${userId}`,
      details: { providerId, role: person.role },
    });
  });
}
