import { findKeyBySecret, touchLearningSystemKey } from '@/db/queries/learning-systems';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { hashSecret, isSecret } from './secret';

/** A visit of a learning management system, in the name of the provider whose key it shows. */
export type KeyVisit = Visit & { key: { id: number; publicId: string; providerId: number } };

/** In a quarter of an hour: a class of a thousand that finishes at once, three requests each (choice). */
export const MOST_REQUESTS = 3000;
/** In a quarter of an hour, from one address. Nobody guesses 32 random bytes; it spares the database. */
export const MOST_WRONG_KEYS = 100;

/** Writing "last used" at each request would make every question a write; once a minute is exact enough. */
const USED_EVERY_MS = 60_000;

/**
 * The provider whose key is in an `Authorization` header. A session's cookie counts for nothing here.
 * @throws AppError `unauthenticated` for a wrong, a revoked and no key alike, or `too_many`
 */
export async function authenticate(visit: Visit, authorization: string | null): Promise<KeyVisit> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const found = isSecret(secret) ? await findKeyBySecret(visit.db, hashSecret(secret)) : null;
  if (!found) {
    await limitTries(visit, `learning-system:address:${networkOf(visit.address)}`, MOST_WRONG_KEYS);
    throw new AppError(
      'unauthenticated',
      'Send a key of your provider as “Authorization: Bearer pdups_…”. This one is missing, wrong, or was revoked.',
    );
  }
  await limitTries(visit, `learning-system:key:${found.id}`, MOST_REQUESTS);
  await noteUse(visit, found);
  const { id, publicId, providerId } = found;
  return { ...visit, key: { id, publicId, providerId } };
}

/** Notes when a key was last used, for the provider's list. */
export async function noteUse(visit: Visit, key: { id: number; lastUsedAt: Date | null }): Promise<void> {
  const now = visit.clock.now();
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > USED_EVERY_MS) {
    await touchLearningSystemKey(visit.db, key.id, now);
  }
}
