import { z } from 'zod';
import { listProviderNames } from '@/db/queries/password-resets';
import type { SignedInContext } from '@/lib/platform/visit';
import { wasJustChangedTo } from './just-changed';
import { hashPassword, passwordMatches } from './password';
import { type PasswordPerson, whyNotPassword } from './password-rules';
import { setPassword } from './set-password';
import { changedMeanwhile, isOwnPassword, lockIfConfirmed, passwordIncorrect } from './two-step/confirm-password';
import { getOwnUser } from './two-step/own-user';

export const changePasswordSchema = z.object({
  current: z.string().min(1, 'Enter your current password.').max(1024, 'That password is too long.'),
  password: z.string().min(1, 'Choose a new password.').max(2_000, 'Use 8 to 128 characters.'),
});

/** Returns what a new password must not be made of. */
export async function findPasswordPerson(ctx: SignedInContext): Promise<PasswordPerson> {
  const { id, username, name, email } = await getOwnUser(ctx);
  return { username, name, email, providerNames: await listProviderNames(ctx.db, id) };
}

/**
 * Changes the signed-in person's own password, and ends every session except this one. The same form, sent again, changes
 * nothing more.
 * @returns null, or the sentence that says why the new password is not acceptable
 * @throws AppError `invalid` when the current password is wrong, `too_many`, or `unauthenticated` when the session or the password
 * changed meanwhile
 */
export async function changePassword(
  ctx: SignedInContext,
  { current, password }: z.output<typeof changePasswordSchema>,
): Promise<string | null> {
  const user = await getOwnUser(ctx);
  if (!(await isOwnPassword(ctx, user, current))) {
    if (await wasJustChangedTo(ctx, user, password)) return null;
    throw passwordIncorrect();
  }
  const problem = whyNotPassword(password, await findPasswordPerson(ctx));
  if (problem) return problem;
  if (await passwordMatches(user.passwordHash, password))
    return 'That is already your password. Choose a different one.';
  const passwordHash = await hashPassword(password);
  const saved = await ctx.db.transaction(async (tx) => {
    const keepSession = await lockIfConfirmed(tx, ctx, user);
    return keepSession !== null && setPassword(tx, ctx, user, { passwordHash, how: 'my account', keepSession });
  });
  if (!saved && !(await wasJustChangedTo(ctx, await getOwnUser(ctx), password))) throw changedMeanwhile();
  return null;
}
