import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findUserToSignIn, holdUserToSignIn } from '@/db/queries/users';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { accountKey, codeKey, openSession } from './open-session';
import { passwordMatches } from './password';
import { limitTries } from './rate-limit';
import { plainUsername } from './rules';
import { openChallenge } from './two-step/challenge';
import { tellOfRecoveryCode } from './two-step/letters';
import { matchCode, spendCode } from './two-step/match-code';
import { CODES_PER_ACCOUNT, readCode } from './two-step/rules';

export { hashToken } from './token';

export const signInSchema = z.object({
  username: z
    .string()
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'That username has a character that cannot be.')
    .transform(plainUsername)
    .pipe(z.string().min(1, 'Enter your username.').max(64, 'That username is too long.')),
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/** As next-auth's endpoint takes it. */
export const signInAtOnceSchema = signInSchema.extend({ code: z.string().max(100).optional() });

const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 200;

/** What a right password leads to: a session, or with two-step sign-in on a challenge that waits for the code. */
export type SignedIn = { kind: 'session' | 'challenge'; token: string };

/**
 * Checks username and password. The token is for the browser's cookie: 32 random bytes, of which only the SHA-256 is
 * stored.
 * @throws AppError `unauthenticated` with one sentence for every reason, or `too_many`
 */
export async function signIn(visit: Visit, input: z.output<typeof signInSchema>): Promise<SignedIn> {
  const user = await checkPassword(visit, input);
  const kind = user.twoStepConfirmedAt ? 'challenge' : 'session';
  const token = await visit.db.transaction(async (tx) => {
    if (!(await isStillSo(tx, user))) return null;
    return kind === 'challenge' ? openChallenge(tx, visit, user.id) : openSession(tx, visit, user, 'password');
  });
  if (!token) throw notRight();
  return { kind, token };
}

/**
 * Signs in with everything at once, for next-auth's own endpoint: with two-step sign-in on, the code has to come along.
 * @throws AppError `unauthenticated` or `too_many`
 */
export async function signInAtOnce(
  visit: Visit,
  { code, ...input }: z.output<typeof signInAtOnceSchema>,
): Promise<string> {
  const user = await checkPassword(visit, input);
  if (!user.twoStepConfirmedAt) {
    const opened = await visit.db.transaction(async (tx) =>
      (await isStillSo(tx, user)) ? openSession(tx, visit, user, 'password') : null,
    );
    if (opened) return opened;
    throw notRight();
  }
  await limitTries(visit, codeKey(user.id), CODES_PER_ACCOUNT);
  const now = visit.clock.now();
  const match = await matchCode(visit.db, user, readCode(code ?? ''), now);
  const token = await visit.db.transaction(async (tx) => {
    if (!match || !(await isStillSo(tx, user)) || !(await spendCode(tx, user.id, match, now))) return null;
    if (match.kind === 'recovery') await tellOfRecoveryCode(tx, visit, user);
    return openSession(tx, visit, user, match.kind);
  });
  if (token) return token;
  await record(visit.db, visit, { action: 'sign_in.code_refused', subject: `user:${user.id}` });
  throw notRight();
}

type UserToSignIn = NonNullable<Awaited<ReturnType<typeof findUserToSignIn>>>;

/** The person with this username and password, if they have anything to sign in to. */
async function checkPassword(
  visit: Visit,
  { username, password }: z.output<typeof signInSchema>,
): Promise<UserToSignIn> {
  const note = async (action: string, user: { id: number } | null) =>
    record(visit.db, visit, { action, subject: user ? `user:${user.id}` : 'user:unknown' });
  await limitTries(visit, `sign-in:address:${networkOf(visit.address)}`, TRIES_PER_ADDRESS, () =>
    note('sign_in.blocked', null),
  );
  // Nothing of the person is used before the limit has let the try pass.
  const [user] = await Promise.all([
    findUserToSignIn(visit.db, username),
    limitTries(visit, accountKey(username), TRIES_PER_ACCOUNT, async () =>
      note('sign_in.blocked', await findUserToSignIn(visit.db, username)),
    ),
  ]);
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (user && matches && (user.staffRole || user.hasProvider)) return user;
  await note('sign_in.refused', user);
  throw notRight();
}

/** Checking a password takes a while; what was proved may be worth nothing by now. */
function isStillSo(tx: Queryable, { id, passwordHash, twoStepConfirmedAt }: UserToSignIn): Promise<boolean> {
  return holdUserToSignIn(tx, id, { passwordHash, twoStep: twoStepConfirmedAt !== null });
}

function notRight(): AppError {
  return new AppError(
    'unauthenticated',
    'The username or the password is not right. Check both and try again; capital and small letters matter in the password.',
  );
}
