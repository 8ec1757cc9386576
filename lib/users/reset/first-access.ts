import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findFirstAccess, findUsedFirstAccess, useFirstAccessLink } from '@/db/queries/first-access-links';
import { insertReset, listProviderNames } from '@/db/queries/password-resets';
import { asVisitor } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { wasJustChangedTo } from '../just-changed';
import { hashPassword } from '../password';
import { type PasswordPerson, whyNotPassword } from '../password-rules';
import { limitTries } from '../rate-limit';
import { type PasswordOwner, setPassword } from '../set-password';
import { hashToken } from '../token';
import { newPasswordSchema } from './choose-password';
import { FLOW_MINUTES, LIMITS } from './rules';

export const firstAccessSchema = newPasswordSchema.extend({ token: z.string().max(200).default('') });

/** One sentence for a link that was never made, was used, or is too old, because a stranger need not know which. */
export const LINK_ENDED = 'This link no longer works. It works once and for a limited time.';

/**
 * Returns the person who can choose a password with this link, or null. Looking does not use the link up, because mail
 * scanners look too.
 */
export async function findFirstAccessPerson(
  visit: Visit,
  token: string,
): Promise<(PasswordOwner & PasswordPerson) | null> {
  const person = await findFirstAccess(visit.db, hashToken(token), visit.clock.now());
  return person && { ...person, providerNames: await listProviderNames(visit.db, person.id) };
}

/**
 * Sets the first password of the person the link is for, and uses the link up. The same form, sent again, sets nothing more.
 * @param browserToken the reset flow that this browser sees as finished
 * @returns null, or the sentence that says why this password is not acceptable; the link then still works
 * @throws AppError `not_found` when the link does not work, `too_many`
 */
export async function setFirstPassword(
  visit: Visit,
  { token, password }: z.output<typeof firstAccessSchema>,
  browserToken: string,
): Promise<string | null> {
  const person = await findFirstAccessPerson(visit, token);
  if (!person) {
    // Nobody can guess 32 random bytes; this only protects the database, and a link that works does not count.
    await limitTries(visit, `first-access:address:${networkOf(visit.address)}`, LIMITS.unknownLinksPerAddress);
    if (await wasJustSet(visit, { token, password }, browserToken)) return null;
    throw new AppError('not_found', LINK_ENDED);
  }
  await limitLink(visit, token);
  const problem = whyNotPassword(password, person);
  if (problem) return problem;
  const passwordHash = await hashPassword(password);
  const isSet = await visit.db.transaction(async (tx) => {
    if (!(await useFirstAccessLink(tx, hashToken(token), visit.clock.now()))) return false;
    await insertFinished(tx, visit, person, browserToken);
    if (!(await setPassword(tx, asVisitor(visit), person, { passwordHash, how: 'first access' }))) {
      throw new AppError('not_found', LINK_ENDED);
    }
    return true;
  });
  if (!isSet && !(await wasJustSet(visit, { token, password }, browserToken))) {
    throw new AppError('not_found', LINK_ENDED);
  }
  return null;
}

/** Returns whether the same form did its work a moment ago; this browser, too, then sees the reset flow as finished. */
async function wasJustSet(
  visit: Visit,
  { token, password }: { token: string; password: string },
  browserToken: string,
): Promise<boolean> {
  const person = await findUsedFirstAccess(visit.db, hashToken(token));
  if (!person) return false;
  await limitLink(visit, token);
  if (!(await wasJustChangedTo(visit, person, password))) return false;
  await insertFinished(visit.db, visit, person, browserToken);
  return true;
}

async function limitLink(visit: Visit, token: string): Promise<void> {
  await limitTries(visit, `first-access:link:${hashToken(token)}`, LIMITS.triesPerLink);
}

async function insertFinished(
  db: Queryable,
  visit: Visit,
  person: { id: number; username: string },
  browserToken: string,
): Promise<void> {
  const now = visit.clock.now();
  await insertReset(db, {
    browserHash: hashToken(browserToken),
    username: person.username,
    userId: person.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + FLOW_MINUTES * 60_000),
    usedAt: now,
  });
}
