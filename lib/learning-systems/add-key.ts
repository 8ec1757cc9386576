import { z } from 'zod';
import { insertLearningSystemKey, lockAndCountKeys } from '@/db/queries/learning-systems';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { record } from '@/lib/audit/record';
import { unsigned } from '@/lib/certificates/unsigned';
import { AppError } from '@/lib/platform/errors';
import { lineOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { encryptSigningKey, hashSecret, makePublicId, makeSecret, signingKeyOf } from './secret';

/**
 * The most keys that a provider can use at a time (choice): one per system, and a second while one is being replaced.
 */
export const MAX_KEYS = 20;

export const keySchema = z.object({
  label: lineOfText({ label: 'A name for the system', max: 80 }),
  /** The system also gets certificates of events that nobody signed digitally. */
  unsigned,
});

export const addKeySchema = keySchema.extend({ forProvider });

/** What the person is shown, only once. */
export type MadeKey = { label: string; publicId: string; secret: string };

/**
 * Makes a key with which a learning management system asks for certificates of this provider's events (M23). The secret
 * is in the answer and nowhere else.
 * @throws AppError `forbidden`, or `conflict` when there are enough keys, or the actor works for another provider now
 */
export async function addKey(
  ctx: Context,
  { label, unsigned, forProvider }: z.output<typeof addKeySchema>,
): Promise<MadeKey> {
  const { actor } = ctx;
  authorize(ctx, 'system_key.change');
  const { providerId } = placeOfForm(actor, forProvider);
  const { userId } = actor;
  const secret = makeSecret();
  const publicId = makePublicId();
  await ctx.db.transaction(async (tx) => {
    if ((await lockAndCountKeys(tx, providerId)) >= MAX_KEYS) {
      throw new AppError('conflict', `There are already ${MAX_KEYS} keys. Revoke one that is no longer used.`);
    }
    await insertLearningSystemKey(tx, {
      providerId,
      label,
      signedOnly: !unsigned,
      publicId,
      secretHash: hashSecret(secret),
      encryptedSigningKey: encryptSigningKey(signingKeyOf(secret), publicId),
      createdBy: userId,
      createdAt: ctx.clock.now(),
    });
    await record(tx, ctx, {
      action: 'learning_system.key_made',
      subject: `provider:${providerId}`,
      details: { key: publicId, label, signedOnly: !unsigned },
    });
  });
  return { label, publicId, secret };
}
