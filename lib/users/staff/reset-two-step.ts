import { endSessionsAndChallenges, forgetTwoStep } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { notifyPerson } from './emails';

/**
 * Lets people who lost their phone and recovery codes sign in again. It ends their sessions, because anyone with the
 * phone may have one of them too.
 */
export async function resetTwoStep(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'reset-two-step' }, async (tx, person) => {
    if (!(await forgetTwoStep(tx, person.id))) throw new AppError('conflict', 'Two-step sign-in is already off.');
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at: ctx.clock.now() });
    await notifyPerson(tx, ctx, person, {
      kind: 'user.two_step_reset',
      subject: 'Your two-step sign-in was reset',
      paragraphs: [
        'Agency staff reset your two-step sign-in, and you were signed out everywhere.',
        person.staffRole
          ? 'Set it up again with your phone the next time you sign in.'
          : 'You can sign in with only your password. You can set up two-step sign-in again under My account.',
      ],
    });
    return {
      action: 'user.two_step_reset',
      subject: `user:${person.id}`,
      details: { sessionsEnded: ended, reason: input.reason },
    };
  });
}
