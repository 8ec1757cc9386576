import { z } from 'zod';
import { changeLearningSystemKey, lockLearningSystemKey } from '@/db/queries/learning-systems';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { changesBetween } from '@/lib/audit/changes-between';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { keySchema } from './add-key';
import { keyNotFound } from './keys';
import { keyText } from './rules';

/** The form of a change: what the page showed is sent along as `keyText`. */
export const changeKeySchema = keySchema.extend({ shown: z.string('Open the page again, then save.') });

/**
 * Changes what a key is called, and whether it also gets certificates without a signature (M12). The next request or
 * link follows it.
 * @throws AppError `forbidden`, `not_found`, also for a key that was revoked, or `conflict` when somebody else has changed it
 * since it was shown
 */
export async function changeKey(
  ctx: Context,
  { keyId, label, unsigned, shown }: z.output<typeof changeKeySchema> & { keyId: number },
): Promise<void> {
  authorize(ctx, 'system_key.change');
  const { providerId } = getPlace(ctx.actor);
  const signedOnly = !unsigned;
  await ctx.db.transaction(async (tx) => {
    const key = await lockLearningSystemKey(tx, keyId, providerId);
    if (!key) throw keyNotFound();
    // A form that was sent twice finds what it asked for.
    if (key.label === label && key.signedOnly === signedOnly) return;
    if (shown !== keyText(key)) {
      throw new AppError(
        'conflict',
        'Someone else changed this key while you had the form open. Open it in another tab to see it, then enter your change there.',
      );
    }
    if (!(await changeLearningSystemKey(tx, { keyId, providerId }, { label, signedOnly }))) throw keyNotFound();
    await record(tx, ctx, {
      action: 'learning_system.key_changed',
      subject: `provider:${providerId}`,
      details: {
        key: key.publicId,
        label,
        changes: changesBetween({ label: key.label, signedOnly: key.signedOnly }, { label, signedOnly }),
      },
    });
  });
}
