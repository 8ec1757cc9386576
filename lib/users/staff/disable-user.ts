import { setDisabled } from '@/db/queries/staff-users';
import { endSessionsAndChallenges } from '@/db/queries/two-step';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { tellPerson } from './letters';

/** Closes an account at once. What the person entered stays. */
export async function disableUser(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'disable', action: 'user.disabled' }, async (tx, person) => {
    if (person.disabledAt) throw new AppError('conflict', 'This account is disabled already.');
    const at = ctx.clock.now();
    await setDisabled(tx, person.id, at);
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at });
    await tellPerson(tx, ctx, person, {
      kind: 'user.disabled',
      subject: 'Your account was disabled',
      paragraphs: ['Staff of the agency disabled your account. You were signed out and cannot sign in for now.'],
    });
    return { sessionsEnded: ended };
  });
}
