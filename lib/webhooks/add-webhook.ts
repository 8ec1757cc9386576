import { z } from 'zod';
import { insertWebhook, lockAndCountWebhooks } from '@/db/queries/webhooks';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { record } from '@/lib/audit/record';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { whyNoReceiver } from './receiver';
import { encryptWebhookSecret, makeWebhookId, makeWebhookSecret } from './sign';
import { WEBHOOK_TYPES } from './types';

/** The most webhooks of a provider (choice): each gets every message that it asks for. */
export const MAX_WEBHOOKS = 10;

export const webhookSchema = z.object({
  url: z
    .string()
    .trim()
    .check((ctx) => {
      const why = whyNoReceiver(ctx.value, env().WEBHOOKS_TO_LOOPBACK);
      if (why) ctx.issues.push({ code: 'custom', message: why, input: ctx.value });
    }),
  types: z
    .array(z.enum(WEBHOOK_TYPES, 'Choose from the list.'), 'Choose at least one.')
    .min(1, 'Choose at least one.')
    .transform((types) => WEBHOOK_TYPES.filter((type) => types.includes(type))),
});

export const addWebhookSchema = webhookSchema.extend({ forProvider });

/** What the person is shown, only once. */
export type MadeWebhook = { webhookId: number; url: string; secret: string };

/**
 * Adds an address of a provider's system that is notified from now on. The secret that signs its messages is in the
 * answer; the database has it only encrypted.
 * @throws AppError `forbidden`, or `conflict` when there are enough webhooks, or the actor works for another provider now
 */
export async function addWebhook(
  ctx: Context,
  { url, types, forProvider }: z.output<typeof addWebhookSchema>,
): Promise<MadeWebhook> {
  authorize(ctx, 'webhook.change');
  const { providerId } = placeOfForm(ctx.actor, forProvider);
  const { userId } = ctx.actor;
  const secret = makeWebhookSecret();
  const publicId = makeWebhookId();
  const webhookId = await ctx.db.transaction(async (tx) => {
    if ((await lockAndCountWebhooks(tx, providerId)) >= MAX_WEBHOOKS) {
      throw new AppError('conflict', `There are already ${MAX_WEBHOOKS} webhooks. Remove one first.`);
    }
    const id = await insertWebhook(tx, {
      providerId,
      publicId,
      url,
      types,
      encryptedSecret: encryptWebhookSecret(secret, publicId),
      createdBy: userId,
      createdAt: ctx.clock.now(),
    });
    await record(tx, ctx, {
      action: 'webhook.added',
      subject: `provider:${providerId}`,
      details: { webhook: publicId, host: new URL(url).host, types },
    });
    return id;
  });
  return { webhookId, url, secret };
}
