import { z } from 'zod';
import { cancelEmailChanges, setEmail } from '@/db/queries/email-changes';
import { endOpenResets } from '@/db/queries/password-resets';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { beginEmailChangeSchema, whyNotNewEmail } from '../email-change/rules';
import { refuseAddressOfOther } from '../give-by-address';
import { actOnUser, type Reason, reasonSchema } from './act-on-user';
import { notifyPerson } from './emails';

export const emailSchema = reasonSchema.extend({
  newEmail: beginEmailChangeSchema.shape.newEmail,
  /** The address on file when the form was opened. */
  saw: z.string('Open the page again, then enter the address.'),
});

type Input = Reason & z.output<typeof emailSchema> & { userId: number };

/**
 * Changes the email address of a person who can no longer read the mailbox on file, and so can neither reset the
 * password nor change the address. It cancels codes sent to the old address and notifies both addresses.
 * @throws AppError `forbidden`, `not_found`, or `conflict` when somebody else changed it, or another person's sign-in has the address
 */
export async function changeEmail(ctx: Context, { newEmail, saw, ...input }: Input): Promise<void> {
  await actOnUser(ctx, { ...input, newEmail, act: 'change-email' }, async (tx, person) => {
    if (whyNotNewEmail(newEmail, person.email)) throw new AppError('conflict', 'That address is already on file.');
    if (person.email !== saw) {
      throw new AppError(
        'conflict',
        `Someone else changed the address to ${person.email} while you had this page open. Your change was not saved. Open the page again, then enter the correct address.`,
      );
    }
    await refuseAddressOfOther(tx, person.id, newEmail);
    const at = ctx.clock.now();
    await setEmail(tx, person.id, newEmail);
    await endOpenResets(tx, person.id, at);
    await cancelEmailChanges(tx, person.id, at);
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at });
    for (const email of [person.email, newEmail]) {
      await notifyPerson(
        tx,
        ctx,
        { name: person.name, email },
        {
          kind: 'user.email_changed_by_staff',
          subject: 'Your email address was changed',
          paragraphs: [
            `Agency staff changed your account’s email address to ${newEmail}. You were signed out everywhere.`,
            'Your password has not changed. If you forgot it, open Reset password; the code will be sent to the new address.',
          ],
        },
      );
    }
    return {
      action: 'user.email_changed_by_staff',
      subject: `user:${person.id}`,
      details: { before: person.email, after: newEmail, sessionsEnded: ended, reason: input.reason },
    };
  });
}
