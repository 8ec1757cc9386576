import { z } from 'zod';
import { insertLearningSystemKey, lockAndCountKeys } from '@/db/queries/learning-systems';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { lineOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { authoriseKeepingKeys } from './policy';
import { hashSecret, makePublicId, makeSecret, sealSigningKey, signingKeyOf } from './secret';

/** So many keys of one provider work at a time (choice): one a system, and a second while one is being replaced. */
export const MOST_KEYS = 20;

export const addKeySchema = z.object({ label: lineOfText({ label: 'A name for the system', max: 80 }) });

/** What the person is shown, once. */
export type MadeKey = { label: string; publicId: string; secret: string };

/**
 * Makes a key with which a learning management system asks for certificates of this provider's events (M23). The
 * secret is in the answer and nowhere else.
 * @throws AppError `forbidden`, or `conflict` when there are enough
 */
export async function addKey(ctx: Context, { label }: z.output<typeof addKeySchema>): Promise<MadeKey> {
  const { actor } = ctx;
  authoriseKeepingKeys(actor);
  const { providerId, userId } = actor;
  const secret = makeSecret();
  const publicId = makePublicId();
  await ctx.db.transaction(async (tx) => {
    if ((await lockAndCountKeys(tx, providerId)) >= MOST_KEYS) {
      throw new AppError('conflict', `There are ${MOST_KEYS} keys already. Revoke one that is not used any more.`);
    }
    await insertLearningSystemKey(tx, {
      providerId,
      label,
      publicId,
      secretHash: hashSecret(secret),
      sealedSigningKey: sealSigningKey(signingKeyOf(secret), publicId),
      createdBy: userId,
      createdAt: ctx.clock.now(),
    });
    await record(tx, ctx, {
      action: 'learning_system.key_made',
      subject: `provider:${providerId}`,
      details: { key: publicId, label },
    });
  });
  return { label, publicId, secret };
}
