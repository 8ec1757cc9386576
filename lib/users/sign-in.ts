import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findUserToSignIn, lockUserToSignIn } from '@/db/queries/users';
import { asVisitor, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { type Acquaintance, findAcquaintanceWith } from './devices/known-devices';
import { openSession } from './open-session';
import { passwordMatches } from './password';
import { limitTries, takeTry, tooMany } from './rate-limit';
import { plainUsername } from './rules';
import { signInKeys } from './try-keys';
import { openChallenge } from './two-step/challenge';
import { notifyOfRecoveryCode } from './two-step/emails';
import { limitCodes } from './two-step/limit-codes';
import { matchCode, spendCode } from './two-step/match-code';
import { readCode } from './two-step/rules';

export { hashToken } from './token';

export const signInSchema = z.object({
  username: z
    .string()
    .refine(
      (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
      'That username contains a character that is not allowed.',
    )
    .transform(plainUsername)
    .pipe(z.string().min(1, 'Enter your username.').max(64, 'That username is too long.')),
  password: z.string().min(1, 'Enter your password.').max(1024, 'That password is too long.'),
});

/** The input of next-auth's endpoint. */
export const signInAtOnceSchema = signInSchema.extend({ code: z.string().max(100).optional() });

/** Per quarter of an hour (docs/decisions/rate-limits.md). */
export const LIMITS = {
  triesPerDevice: 10,
  triesPerAccount: 10,
  triesPerAddress: 200,
  /** Beyond the limits above, where only a right password gets a different answer. */
  quietTriesPerAddress: 1000,
  quietTriesPerAccountAndAddress: 10,
} as const;

/** What a right password leads to: a session, or with two-step sign-in on, a challenge that waits for the code. */
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
 * Signs in with everything at once, for next-auth's own endpoint: with two-step sign-in on, the code must come along.
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
  await limitCodes(visit, user);
  const now = visit.clock.now();
  const match = await matchCode(visit.db, user, readCode(code ?? ''), now);
  const token = await visit.db.transaction(async (tx) => {
    if (!match || !(await isStillSo(tx, user)) || !(await spendCode(tx, user.id, match, now))) return null;
    if (match.kind === 'recovery') await notifyOfRecoveryCode(tx, visit, user);
    return openSession(tx, visit, user, match.kind);
  });
  if (token) return token;
  await record(visit.db, asVisitor(visit), { action: 'sign_in.code_refused', subject: `user:${user.id}` });
  throw notRight();
}

type UserToSignIn = NonNullable<Awaited<ReturnType<typeof findUserToSignIn>>>;

/** Returns the person with this username and password; rejects people who have nothing to sign in to. */
async function checkPassword(
  visit: Visit,
  { username, password }: z.output<typeof signInSchema>,
): Promise<UserToSignIn> {
  const note = async (action: 'sign_in.blocked' | 'sign_in.refused', user: { id: number } | null) =>
    record(visit.db, asVisitor(visit), { action, subject: user ? `user:${user.id}` : 'user:unknown' });
  const [known, user] = await Promise.all([
    findAcquaintanceWith(visit, username),
    findUserToSignIn(visit.db, username),
  ]);
  const { isQuiet, isChecked } = await admit(visit, username, known, (whose) =>
    note('sign_in.blocked', whose === 'account' ? user : null),
  );
  const hash = isChecked && !user?.isDisabled ? (user?.passwordHash ?? null) : null;
  const matches = await passwordMatches(hash, password, known.deviceId ? 'known' : 'anybody');
  if (user && matches && (user.staffRole || user.hasProvider)) return user;
  if (isQuiet) throw tooMany();
  await note('sign_in.refused', user);
  throw notRight();
}

/**
 * Counts a try against the first allowance that has room. A device that the person has signed in from has an allowance
 * of its own; strangers share the account's and their address's. After those comes the quiet lane, so that guessers, at
 * the same address or elsewhere, cannot lock a person out: there every wrong try gets the same answer and takes as long
 * as a try whose password was checked, whatever the username is.
 * @returns `isChecked`: false where the password must count as wrong, because too many were tried from elsewhere
 * @throws AppError `too_many`
 */
async function admit(
  visit: Visit,
  username: string,
  known: Acquaintance,
  onFirstOver: (whose: 'address' | 'account') => Promise<void>,
): Promise<{ isQuiet: boolean; isChecked: boolean }> {
  if (known.deviceId) {
    const { isFree } = await takeTry(visit, signInKeys.device(known.deviceId), LIMITS.triesPerDevice);
    if (isFree) return { isQuiet: false, isChecked: true };
  }
  const network = networkOf(visit.address);
  const [ofAddress, ofAccount] = await Promise.all([
    takeTry(visit, `sign-in:address:${network}`, LIMITS.triesPerAddress),
    takeTry(visit, signInKeys.account(username), LIMITS.triesPerAccount),
  ]);
  if (ofAddress.isFirstOver) await onFirstOver('address');
  if (!ofAddress.isFree) await limitTries(visit, `sign-in:quiet:address:${network}`, LIMITS.quietTriesPerAddress);
  if (ofAccount.isFirstOver) await onFirstOver('account');
  if (ofAddress.isFree && ofAccount.isFree) return { isQuiet: false, isChecked: true };
  await limitTries(visit, signInKeys.network(username, visit), LIMITS.quietTriesPerAccountAndAddress);
  return { isQuiet: true, isChecked: ofAccount.isFree || known.network };
}

/** Returns whether what was proved is still true, because checking a password takes a while. */
function isStillSo(tx: Queryable, { id, passwordHash, twoStepConfirmedAt }: UserToSignIn): Promise<boolean> {
  return lockUserToSignIn(tx, id, { passwordHash, twoStep: twoStepConfirmedAt !== null });
}

function notRight(): AppError {
  return new AppError('unauthenticated', 'The username or password is incorrect. Passwords are case-sensitive.');
}
