import { z } from 'zod';
import { unassignRequestsOf } from '@/db/queries/requests';
import { setDisabled } from '@/db/queries/staff-users';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, reasonSchema } from './act-on-user';
import { notifyPerson } from './emails';
import { onlyManagerAt } from './last-manager';

export const disableSchema = reasonSchema.extend({
  /** Whether to disable a provider's only manager, too. */
  anyway: z.literal('yes').optional(),
});

type Input = z.output<typeof disableSchema> & { userId: number };

/**
 * Disables an account at once. What the person entered stays, and requests that were assigned to them are nobody's. A provider's only manager is disabled only when staff say so,
 * because an account that a stranger uses can't wait until there is another manager.
 * @throws AppError `forbidden`, `not_found`, `conflict` for an account that is disabled, or `invalid` for an only manager
 */
export async function disableUser(ctx: Context, input: Input): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'disable' }, async (tx, person) => {
    if (person.disabledAt) throw new AppError('conflict', 'This account is already disabled.');
    const [provider] = input.anyway ? [] : await onlyManagerAt(tx, person.id);
    if (provider) {
      throw new AppError(
        'invalid',
        `${person.name} is the only manager of ${provider}. Make someone else a manager first, or check the box to disable the account anyway.`,
      );
    }
    const at = ctx.clock.now();
    await setDisabled(tx, person.id, at);
    await unassignRequestsOf(tx, person.id);
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at });
    await notifyPerson(tx, ctx, person, {
      kind: 'user.disabled',
      subject: 'Your account was disabled',
      paragraphs: ['Agency staff disabled your account. You were signed out and can’t sign in for now.'],
    });
    return {
      action: 'user.disabled',
      subject: `user:${person.id}`,
      details: { sessionsEnded: ended, reason: input.reason },
    };
  });
}
