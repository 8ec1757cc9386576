import { findLearningSystemKey, listLearningSystemKeys } from '@/db/queries/learning-systems';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';

/** A key as its provider sees it, always without the secret. */
export type ListedKey = {
  id: number;
  label: string;
  publicId: string;
  createdAt: Date;
  createdByName: string;
  /** It gets only certificates that are signed digitally. */
  signedOnly: boolean;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedByName: string | null;
};

/** Limits the length of the page; revoked keys stay in the list. */
const MAX = 200;

/**
 * Returns the keys of the actor's provider.
 * @throws AppError `forbidden`
 */
export async function listKeys(ctx: Context): Promise<ListedKey[]> {
  authorize(ctx, 'system_key.read');
  return listLearningSystemKeys(ctx.db, getPlace(ctx.actor).providerId, MAX);
}

/**
 * Returns a key to be revoked.
 * @throws AppError `forbidden`, or `not_found`, both for another provider's key and for one that does not exist
 */
export async function getKey(ctx: Context, keyId: number) {
  authorize(ctx, 'system_key.change');
  const key = await findLearningSystemKey(ctx.db, keyId, getPlace(ctx.actor).providerId);
  if (!key) throw keyNotFound();
  return key;
}

/**
 * Reads a key's number from an address.
 * @throws AppError `not_found`, the same as for a number that no key has
 */
export function parseKeyId(text: string): number {
  const result = recordId.safeParse(text);
  if (!result.success) throw keyNotFound();
  return result.data;
}

export function keyNotFound(): AppError {
  return new AppError('not_found', 'Your provider has no such key. Choose one from the list.');
}
