import { endSessionsAndChallenges } from '@/db/queries/two-step';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { notifyPerson } from './emails';

/** Signs a person out everywhere, for example after they lost a laptop. */
export async function endSessions(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'end-sessions' }, async (tx, person) => {
    const ended = await endSessionsAndChallenges(tx, { userId: person.id, at: ctx.clock.now() });
    await notifyPerson(tx, ctx, person, {
      kind: 'user.sessions_ended',
      subject: 'You were signed out everywhere',
      paragraphs: ['Agency staff ended all your sessions. Sign in again with your password to continue.'],
    });
    return {
      action: 'user.sessions_ended',
      subject: `user:${person.id}`,
      details: { sessionsEnded: ended, reason: input.reason },
    };
  });
}
