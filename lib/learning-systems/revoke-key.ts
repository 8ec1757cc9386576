import { findLearningSystemKey, setKeyRevoked } from '@/db/queries/learning-systems';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import { keyNotFound } from './keys';
import { authoriseKeepingKeys } from './policy';

/**
 * Ends a key: from the next request on neither the endpoint nor links signed with it are answered. Certificates that
 * were issued with it stay. Revoking twice changes nothing.
 * @throws AppError `forbidden` or `not_found`
 */
export async function revokeKey(ctx: Context, { keyId }: { keyId: number }): Promise<void> {
  const { actor } = ctx;
  authoriseKeepingKeys(actor);
  const { providerId, userId } = actor;
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
