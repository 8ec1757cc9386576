import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { forgetTries } from '@/db/queries/rate-limits';
import { insertSession } from '@/db/queries/sessions';
import { findFirstProvider, findUserToSignIn } from '@/db/queries/users';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { passwordMatches } from './password';
import { limitTries } from './rate-limit';
import { plainUsername } from './rules';

export const signInSchema = z.object({
  username: z
    .string()
    .transform(plainUsername)
    .pipe(z.string().min(1, 'Enter your username.').max(64, 'That username is too long.')),
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 200;
/** Real browsers say less; what is longer says nothing more. */
const LONGEST_USER_AGENT = 400;

/** The name under which a token is kept: the database never holds what the cookie holds. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Checks username and password and opens a session.
 * @returns the token for the cookie: 32 random bytes, of which only the SHA-256 is stored
 * @throws AppError `unauthenticated` with one sentence for every reason, or `too_many`
 */
export async function signIn(visit: Visit, { username, password }: z.output<typeof signInSchema>): Promise<string> {
  const accountKey = `sign-in:account:${username}`;
  await limitTries(visit, `sign-in:address:${visit.address}`, TRIES_PER_ADDRESS);
  await limitTries(visit, accountKey, TRIES_PER_ACCOUNT);

  const user = await findUserToSignIn(visit.db, username);
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  const providerId = user && matches && !user.staffRole ? await findFirstProvider(visit.db, user.id) : null;
  if (!user || !matches || !(user.staffRole || providerId)) {
    await record(visit.db, visit, { action: 'sign_in.refused', subject: user ? `user:${user.id}` : 'user:unknown' });
    throw new AppError(
      'unauthenticated',
      'The username or the password is not right. Check both and try again; capital and small letters matter in the password.',
    );
  }

  const token = randomBytes(32).toString('base64url');
  await visit.db.transaction(async (tx) => {
    await insertSession(tx, {
      tokenHash: hashToken(token),
      userId: user.id,
      providerId,
      at: visit.clock.now(),
      address: visit.address,
      userAgent: (visit.userAgent ?? '').slice(0, LONGEST_USER_AGENT),
    });
    await forgetTries(tx, accountKey);
    await record(tx, visit, { action: 'sign_in.succeeded', subject: `user:${user.id}` });
  });
  return token;
}
