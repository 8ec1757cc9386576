import { setDisabled } from '@/db/queries/staff-users';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { actOnUser, type Reason } from './act-on-user';
import { tellPerson } from './letters';

/** Opens a disabled account again, with the password and second step that it had. */
export async function enableUser(ctx: Context, input: Reason & { userId: number }): Promise<void> {
  await actOnUser(ctx, { ...input, act: 'enable', action: 'user.enabled' }, async (tx, person) => {
    if (!person.disabledAt) throw new AppError('conflict', 'This account is not disabled.');
    await setDisabled(tx, person.id, null);
    await tellPerson(tx, ctx, person, {
      kind: 'user.enabled',
      subject: 'Your account is open again',
      paragraphs: [
        'Staff of the agency enabled your account. Sign in as before; if you forgot your password, reset it.',
      ],
    });
    return {};
  });
}
