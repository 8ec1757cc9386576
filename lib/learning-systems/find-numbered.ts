import type { Queryable } from '@/db/client';
import { findNumberAfterMerges, listMergesOfKey } from '@/db/queries/provider-merges';
import type { LearningSystem } from '@/lib/access/actor';
import { listNumbered } from '@/lib/conference-sessions/existing';
import type { ExistingSession } from '@/lib/conference-sessions/plan';
import { AppError } from '@/lib/platform/errors';

/**
 * Returns the event that a learning system means by an own number, or null. A system whose provider was merged into
 * another one goes on sending the numbers from before, although the merge may have renamed the event.
 * @throws AppError `conflict` when only the other provider's event has the number
 */
export async function findNumbered(
  db: Queryable,
  { keyId, providerId, providerName }: Pick<LearningSystem, 'keyId' | 'providerId' | 'providerName'>,
  ownNumber: string,
): Promise<ExistingSession | null> {
  const mergeIds = await listMergesOfKey(db, keyId);
  const merged = mergeIds.length > 0 ? await findNumberAfterMerges(db, { providerId, mergeIds, ownNumber }) : null;
  if (merged?.foreign) {
    throw new AppError(
      'conflict',
      `Your provider was merged into ${providerName}, which used the number “${ownNumber}” before for another event. Send a different number.`,
    );
  }
  const [found] = await listNumbered(db, providerId, [merged?.ownNumber ?? ownNumber]);
  return found ?? null;
}
