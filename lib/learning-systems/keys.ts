import { findLearningSystemKey, listLearningSystemKeys } from '@/db/queries/learning-systems';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { authoriseKeepingKeys, authoriseSeeingKeys } from './policy';

/** A key as its provider sees it: never the secret. */
export type ListedKey = {
  id: number;
  label: string;
  publicId: string;
  createdAt: Date;
  createdByName: string;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedByName: string | null;
};

/** Revoked keys stay in the list; this only bounds the page. */
const MOST = 200;

/** @throws AppError `forbidden` */
export async function listKeys(ctx: Context): Promise<ListedKey[]> {
  const { actor } = ctx;
  authoriseSeeingKeys(actor);
  return listLearningSystemKeys(ctx.db, actor.providerId, MOST);
}

/**
 * A key that is to be revoked.
 * @throws AppError `forbidden`, or `not_found` for another provider's key as for none
 */
export async function getKey(ctx: Context, keyId: number) {
  const { actor } = ctx;
  authoriseKeepingKeys(actor);
  const key = await findLearningSystemKey(ctx.db, keyId, actor.providerId);
  if (!key) throw keyNotFound();
  return key;
}

/**
 * A key's number in an address.
 * @throws AppError `not_found`, as for a number that no key has
 */
export function parseKeyId(text: string): number {
  const result = recordId.safeParse(text);
  if (!result.success) throw keyNotFound();
  return result.data;
}

export function keyNotFound(): AppError {
  return new AppError('not_found', 'There is no such key at your provider. Choose one from the list.');
}
