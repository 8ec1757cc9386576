import { setDisabled } from '@/db/queries/staff-users';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { notifyPerson } from './emails';

/** Enables a disabled account again, with the password and second step that it had. */
export async function enableUser(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'enable' }, async (tx, person) => {
    if (!person.disabledAt) throw new AppError('conflict', 'This account is not disabled.');
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
