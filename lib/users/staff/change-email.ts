import type { z } from 'zod';
import { cancelEmailChanges, setEmail } from '@/db/queries/email-changes';
import { endOpenResets } from '@/db/queries/password-resets';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { beginEmailChangeSchema, whyNotNewEmail } from '../email-change/rules';
import { actOnUser, type Reason, reasonSchema } from './act-on-user';
import { tellPerson } from './letters';

export const emailSchema = reasonSchema.extend({ newEmail: beginEmailChangeSchema.shape.newEmail });

type Input = Reason & z.output<typeof emailSchema> & { userId: number };

/**
 * For somebody who cannot read the mailbox on file any more, and so can neither reset the password nor change the
 * address. Codes on their way to the old address end with it, and both addresses are told.
 */
export async function changeEmail(ctx: Context, { newEmail, ...input }: Input): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'change-email', action: 'user.email_changed_by_staff' }, async (tx, person) => {
    if (whyNotNewEmail(newEmail, person.email)) throw new AppError('conflict', 'That is the address on file already.');
    const at = ctx.clock.now();
    await setEmail(tx, person.id, newEmail);
    await endOpenResets(tx, person.id, at);
    await cancelEmailChanges(tx, person.id, at);
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at });
    for (const email of [person.email, newEmail]) {
      await tellPerson(
        tx,
        ctx,
        { name: person.name, email },
        {
          kind: 'user.email_changed_by_staff',
          subject: 'Your e-mail address was changed',
          paragraphs: [
            `Staff of the agency changed the e-mail address of your account to ${newEmail}. You were signed out everywhere.`,
            'Your password stays as it is. If you forgot it, open Reset password: the code now comes to the new address.',
          ],
        },
      );
    }
    return { before: person.email, after: newEmail, sessionsEnded: ended };
  });
}
