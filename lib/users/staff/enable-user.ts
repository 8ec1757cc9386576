import { setDisabled } from '@/db/queries/staff-users';
import { AppError } from '@/lib/platform/errors';
import { servedAs } from '@/lib/platform/served-as';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { notifyPerson } from './emails';

const DEMO_STAYS_DISABLED =
  'This is a demo sign-in, whose password is public, and other machines can reach PDUPS. Add a user for the person instead.';

/**
 * Enables a disabled account again, with the password and second step that it had. A demo sign-in stays disabled while other
 * machines can reach the server only because it had none, since its password is public.
 */
export async function enableUser(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'enable' }, async (tx, person) => {
    if (!person.disabledAt) throw new AppError('conflict', 'This account is not disabled.');
    if (person.demo && servedAs.openWithoutDemo) throw new AppError('conflict', DEMO_STAYS_DISABLED);
    await setDisabled(tx, person.id, null);
    await notifyPerson(tx, ctx, person, {
      kind: 'user.enabled',
      subject: 'Your account is enabled again',
      paragraphs: ['Agency staff enabled your account. Sign in as before; if you forgot your password, reset it.'],
    });
    return {
      action: 'user.enabled',
      subject: `user:${person.id}`,
      details: { reason: input.reason },
    };
  });
}
