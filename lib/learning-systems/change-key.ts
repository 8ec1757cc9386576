import type { z } from 'zod';
import { changeLearningSystemKey, findLearningSystemKey } from '@/db/queries/learning-systems';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/platform/visit';
import type { addKeySchema } from './add-key';
import { keyNotFound } from './keys';

/**
 * Changes what a key is called, and whether it also gets certificates without a signature (M12). The next request or
 * link follows it.
 * @throws AppError `forbidden`, or `not_found`, also for a key that was revoked
 */
export async function changeKey(
  ctx: Context,
  { keyId, label, unsigned }: z.output<typeof addKeySchema> & { keyId: number },
): Promise<void> {
  authorize(ctx, 'system_key.change');
  const { providerId } = getPlace(ctx.actor);
  const signedOnly = !unsigned;
  await ctx.db.transaction(async (tx) => {
    const key = await findLearningSystemKey(tx, keyId, providerId);
    if (!key) throw keyNotFound();
    if (key.label === label && key.signedOnly === signedOnly) return;
    if (!(await changeLearningSystemKey(tx, { keyId, providerId }, { label, signedOnly }))) throw keyNotFound();
    await record(tx, ctx, {
      action: 'learning_system.key_changed',
      subject: `provider:${providerId}`,
      details: { key: key.publicId, label, signedOnly },
    });
  });
}
