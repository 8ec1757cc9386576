import { endSessionsAndChallenges } from '@/db/queries/two-step';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { tellPerson } from './letters';

/** Signs a person out everywhere, as after a lost laptop. */
export async function endSessions(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'end-sessions', action: 'user.sessions_ended' }, async (tx, person) => {
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at: ctx.clock.now() });
    await tellPerson(tx, ctx, person, {
      kind: 'user.sessions_ended',
      subject: 'You were signed out everywhere',
      paragraphs: ['Staff of the agency ended all your sign-ins. Sign in again with your password to go on.'],
    });
    return { sessionsEnded: ended };
  });
}
