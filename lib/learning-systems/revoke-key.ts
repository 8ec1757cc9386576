import { findLearningSystemKey, setKeyRevoked } from '@/db/queries/learning-systems';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { keyNotFound } from './keys';

/**
 * Revokes a key: from the next request on, the endpoint and links signed with it stop working. Certificates that were
 * issued with it remain. Revoking twice changes nothing.
 * @throws AppError `forbidden` or `not_found`
 */
export async function revokeKey(ctx: Context, { keyId }: { keyId: number }): Promise<void> {
  const { actor } = ctx;
  authorize(ctx, 'system_key.change');
  const { providerId } = getPlace(actor);
  const { userId } = actor;
  await ctx.db.transaction(async (tx) => {
    const key = await findLearningSystemKey(tx, keyId, providerId);
    if (!key) throw keyNotFound();
    if (!(await setKeyRevoked(tx, { keyId, providerId, by: userId, at: ctx.clock.now() }))) return;
    await record(tx, ctx, {
      action: 'learning_system.key_revoked',
      subject: `provider:${providerId}`,
      details: { key: key.publicId, label: key.label },
    });
  });
}
