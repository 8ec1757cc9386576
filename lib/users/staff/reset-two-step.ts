import { endSessionsAndChallenges, forgetTwoStep } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { tellPerson } from './letters';

/**
 * The way back for somebody who lost phone and recovery codes. It ends their sessions: whoever has the phone may have
 * one of them, too.
 */
export async function resetTwoStep(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'reset-two-step', action: 'user.two_step_reset' }, async (tx, person) => {
    if (!(await forgetTwoStep(tx, person.id))) throw new AppError('conflict', 'Two-step sign-in is off already.');
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at: ctx.clock.now() });
    await tellPerson(tx, ctx, person, {
      kind: 'user.two_step_reset',
      subject: 'Your two-step sign-in was reset',
      paragraphs: [
        'Staff of the agency reset your two-step sign-in, and you were signed out everywhere.',
        person.staffRole
          ? 'At your next sign-in you set it up again with your phone.'
          : 'Your password alone signs you in again. You can set up two-step sign-in anew under My account.',
      ],
    });
    return { sessionsEnded: ended };
  });
}
