import { setDisabled } from '@/db/queries/staff-users';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { notifyPerson } from './emails';

/** Disables an account at once. What the person entered stays. */
export async function disableUser(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'disable' }, async (tx, person) => {
    if (person.disabledAt) throw new AppError('conflict', 'This account is already disabled.');
    const at = ctx.clock.now();
    await setDisabled(tx, person.id, at);
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
