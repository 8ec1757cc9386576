import { findWebhook, listDeliveryRows, listOldSecrets, listWebhookRows } from '@/db/queries/webhooks';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';

/** A webhook as its provider sees it, always without the secret. */
export type ListedWebhook = Awaited<ReturnType<typeof listWebhooks>>[number];

/** How many of the latest messages the page shows. */
export const SHOWN_DELIVERIES = 50;

/**
 * Returns the webhooks of the actor's provider.
 * @throws AppError `forbidden`
 */
export async function listWebhooks(ctx: Context) {
  authorize(ctx, 'webhook.read');
  return listWebhookRows(ctx.db, getPlace(ctx.actor).providerId);
}

/**
 * Returns a webhook of the actor's provider with its latest messages, and until when a secret that was replaced still signs.
 * @throws AppError `forbidden`, or `not_found`, both for another provider's webhook and for one that does not exist
 */
export async function getWebhook(ctx: Context, webhookId: number) {
  authorize(ctx, 'webhook.read');
  const webhook = await findWebhook(ctx.db, webhookId, getPlace(ctx.actor).providerId);
  if (!webhook) throw webhookNotFound();
  const [deliveries, [old]] = [
    await listDeliveryRows(ctx.db, webhook.id, SHOWN_DELIVERIES),
    await listOldSecrets(ctx.db, webhook.id, ctx.clock.now()),
  ];
  return { webhook, deliveries, oldSecretEndsAt: old?.endsAt ?? null };
}

export type ListedDelivery = Awaited<ReturnType<typeof getWebhook>>['deliveries'][number];

/**
 * Reads a webhook's number from an address.
 * @throws AppError `not_found`, the same as for a number that no webhook has
 */
export function parseWebhookId(text: string): number {
  const result = recordId.safeParse(text);
  if (!result.success) throw webhookNotFound();
  return result.data;
}

export function webhookNotFound(): AppError {
  return new AppError('not_found', 'Your provider has no such webhook. Choose one from the list.');
}
