import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { passwordMatches } from '../password';
import { limitTries } from '../rate-limit';

const TRIES = 10;

/**
 * Asks for the password again before the sign-in itself is changed: a browser that was left open is not its person.
 * @throws AppError `invalid` or `too_many`
 */
export async function confirmPassword(
  visit: Visit,
  user: { id: number; passwordHash: string | null },
  password: string,
): Promise<void> {
  await limitTries(visit, `confirm-password:account:${user.id}`, TRIES);
  if (!(await passwordMatches(user.passwordHash, password))) {
    throw new AppError('invalid', 'The password is not right. Capital and small letters matter. Nothing was changed.');
  }
}
