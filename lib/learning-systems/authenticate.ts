import { findKeyBySecret, touchLearningSystemKey } from '@/db/queries/learning-systems';
import type { LearningSystem } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { standingOn } from '@/lib/access/standing';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Context, Visit } from '@/lib/platform/visit';
import { limitManyTries, limitTries } from '@/lib/users/rate-limit';
import { hashSecret, isSecret } from './secret';

/** A request from a learning management system, on behalf of the provider whose key it sends. */
export type SystemContext = Context<LearningSystem>;

/** Requests per key in 15 minutes: a class of a thousand that finishes at once, with three requests each (choice). */
export const MAX_REQUESTS = 3000;
/** Wrong keys per address in 15 minutes. Nobody guesses 32 random bytes; the limit protects the database. */
export const MAX_WRONG_KEYS = 100;

/** How often "last used" is updated; once a minute is exact enough and saves a write at each request. */
const USED_EVERY_MS = 60_000;

/**
 * Finds the provider whose key is in an `Authorization` header. A session cookie is ignored here.
 * @throws AppError `unauthenticated`, the same for a wrong, revoked or missing key, `forbidden` while the provider can't
 * give out certificates, or `too_many`
 */
export async function authenticate(visit: Visit, authorization: string | null): Promise<SystemContext> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const found = isSecret(secret) ? await findKeyBySecret(visit.db, hashSecret(secret)) : null;
  if (!found) {
    await limitTries(visit, `learning-system:address:${networkOf(visit.address)}`, MAX_WRONG_KEYS);
    throw new AppError(
      'unauthenticated',
      'Send your provider’s key as “Authorization: Bearer pdups_…”. The key is missing, incorrect or revoked.',
    );
  }
  await limitTries(visit, keyLimit(found.id), MAX_REQUESTS);
  await noteUse(visit, found);
  const { id, publicId, providerId, providerName, createdBy, signedOnly } = found;
  const standing = standingOn(found, visit.clock.today());
  const actor: LearningSystem = {
    kind: 'learning_system',
    keyId: id,
    publicId,
    providerId,
    signedOnly,
    providerName,
    standing,
    keyMadeBy: createdBy,
  };
  authorize({ actor }, 'system_key.use');
  return { ...visit, actor };
}

/**
 * Counts a batch as one request per item; the first one is already counted.
 * @throws AppError `too_many`
 */
export async function limitBatch(visit: SystemContext, items: number): Promise<void> {
  if (items > 1) await limitManyTries(visit, keyLimit(visit.actor.keyId), MAX_REQUESTS, items - 1);
}

function keyLimit(keyId: number): string {
  return `learning-system:key:${keyId}`;
}

/** Records when a key was last used, for the provider's list. */
export async function noteUse(visit: Visit, key: { id: number; lastUsedAt: Date | null }): Promise<void> {
  const now = visit.clock.now();
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > USED_EVERY_MS) {
    await touchLearningSystemKey(visit.db, key.id, now);
  }
}
