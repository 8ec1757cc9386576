import { z } from 'zod';
import type { Transaction } from '@/db/client';
import {
  findWebhook,
  giveUpRecordedCounts,
  insertDelivery,
  listOldSecrets,
  lockWebhookReceiver,
  replaceWebhookSecret,
  setDeliveryWaiting,
  setWebhookDisabled,
  setWebhookEnabled,
  setWebhookReceiver,
  setWebhookRemoved,
} from '@/db/queries/webhooks';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { changesBetween } from '@/lib/audit/changes-between';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { addJob, SEND_WEBHOOK } from '@/lib/platform/job-kinds';
import type { Context } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { type MadeWebhook, webhookSchema } from './add-webhook';
import { endOfOldSecret, MAX_OLD_SECRETS, receiverText } from './rules';
import { encryptWebhookSecret, makeWebhookSecret } from './sign';
import { TEST_TYPE } from './types';
import { webhookNotFound } from './webhooks';

/** Tests and repeats per provider in 15 minutes (choice): enough to try things out. */
const MAX_SENT_BY_HAND = 60;

type Found = NonNullable<Awaited<ReturnType<typeof findWebhook>>> & { providerId: number };

/** Authorizes the actor, and passes the webhook to `work` in a transaction. */
async function changeWebhook<Outcome>(
  ctx: Context,
  webhookId: number,
  work: (tx: Transaction, webhook: Found) => Promise<Outcome>,
): Promise<Outcome> {
  authorize(ctx, 'webhook.change');
  const { providerId } = getPlace(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const webhook = await findWebhook(tx, webhookId, providerId);
    if (!webhook) throw webhookNotFound();
    return work(tx, { ...webhook, providerId });
  });
}

/**
 * Stops messages to a webhook until it is enabled again. What happens in the meantime is not sent later.
 * @throws AppError `forbidden` or `not_found`
 */
export async function disableWebhook(ctx: Context, webhookId: number): Promise<void> {
  await changeWebhook(ctx, webhookId, async (tx, { publicId, providerId }) => {
    if (!(await setWebhookDisabled(tx, webhookId, { userId: ctx.actor.userId }, ctx.clock.now()))) return;
    const subject = `provider:${providerId}` as const;
    await record(tx, ctx, { action: 'webhook.disabled', subject, details: { webhook: publicId } });
  });
}

/**
 * Sends messages to a disabled webhook again, the waiting ones first.
 * @throws AppError `forbidden` or `not_found`
 */
export async function enableWebhook(ctx: Context, webhookId: number): Promise<void> {
  await changeWebhook(ctx, webhookId, async (tx, { publicId, providerId }) => {
    if (!(await setWebhookEnabled(tx, webhookId))) return;
    await giveUpRecordedCounts(tx, webhookId);
    await addJob(tx, SEND_WEBHOOK, { webhookId });
    const subject = `provider:${providerId}` as const;
    await record(tx, ctx, { action: 'webhook.enabled', subject, details: { webhook: publicId } });
  });
}

/** The form of a change: what the page showed is sent along as `receiverText`. */
export const editWebhookSchema = webhookSchema.extend({ shown: z.string() });

/**
 * Changes where a webhook's messages go and what it gets. Messages that wait go to the new address; the secret stays.
 * @throws AppError `forbidden`, `not_found`, or `conflict` when somebody else has changed it since it was shown
 */
export async function editWebhook(
  ctx: Context,
  { webhookId, shown, url, types }: z.output<typeof editWebhookSchema> & { webhookId: number },
): Promise<void> {
  await changeWebhook(ctx, webhookId, async (tx, { publicId, providerId }) => {
    const now = await lockWebhookReceiver(tx, webhookId);
    if (!now) throw webhookNotFound();
    // A form that was sent twice finds what it asked for.
    if (![shown, receiverText({ url, types })].includes(receiverText(now))) {
      throw new AppError(
        'conflict',
        'This webhook was changed in the meantime. Open the page again to see how it is now.',
      );
    }
    if (!(await setWebhookReceiver(tx, webhookId, { url, types }))) return;
    const host = new URL(url).host;
    await record(tx, ctx, {
      action: 'webhook.edited',
      subject: `provider:${providerId}`,
      details: {
        webhook: publicId,
        host,
        changes: changesBetween({ host: new URL(now.url).host, types: now.types }, { host, types }),
      },
    });
  });
}

/**
 * Gives a webhook a new secret, which is in the answer and nowhere else. Messages are signed with the old one as well for
 * `OVERLAP_HOURS`, so that the receiver can change over in between.
 * @throws AppError `forbidden`, `not_found`, or `conflict` when it was replaced several times within a day
 */
export async function replaceSecret(ctx: Context, webhookId: number): Promise<MadeWebhook> {
  return changeWebhook(ctx, webhookId, async (tx, { publicId, providerId, url }) => {
    const now = ctx.clock.now();
    const secret = makeWebhookSecret();
    await replaceWebhookSecret(tx, webhookId, {
      encryptedSecret: encryptWebhookSecret(secret, publicId),
      oldEndsAt: endOfOldSecret(now),
    });
    if ((await listOldSecrets(tx, webhookId, now)).length > MAX_OLD_SECRETS) {
      throw new AppError('conflict', 'The secret was already replaced several times today. Try again tomorrow.');
    }
    const subject = `provider:${providerId}` as const;
    await record(tx, ctx, { action: 'webhook.secret_replaced', subject, details: { webhook: publicId } });
    return { webhookId, url, secret };
  });
}

/**
 * Removes a webhook and its secret. Waiting messages are not sent.
 * @throws AppError `forbidden` or `not_found`
 */
export async function removeWebhook(ctx: Context, webhookId: number): Promise<void> {
  await changeWebhook(ctx, webhookId, async (tx, { publicId, providerId }) => {
    if (!(await setWebhookRemoved(tx, webhookId, ctx.actor.userId, ctx.clock.now()))) return;
    const subject = `provider:${providerId}` as const;
    await record(tx, ctx, { action: 'webhook.removed', subject, details: { webhook: publicId } });
  });
}

/**
 * Sends a message that only says that it is a test.
 * @throws AppError `forbidden`, `not_found`, `conflict` while the webhook is disabled, or `too_many`
 */
export async function sendTest(ctx: Context, webhookId: number): Promise<void> {
  await changeWebhook(ctx, webhookId, async (tx, webhook) => {
    await checkSending(ctx, webhook);
    const messageId = await insertDelivery(tx, { webhookId, type: TEST_TYPE, data: {}, at: ctx.clock.now() });
    await sendNow(tx, ctx, webhook, messageId);
  });
}

/**
 * Sends a message again, with the same id, whatever came of it before.
 * @throws AppError `forbidden`, `not_found`, `conflict` while the webhook is disabled, or `too_many`
 */
export async function sendAgain(
  ctx: Context,
  { webhookId, deliveryId }: { webhookId: number; deliveryId: number },
): Promise<void> {
  await changeWebhook(ctx, webhookId, async (tx, webhook) => {
    await checkSending(ctx, webhook);
    const messageId = await setDeliveryWaiting(tx, { deliveryId, webhookId, at: ctx.clock.now() });
    if (messageId === null) throw new AppError('not_found', 'This message is no longer there. Open the page again.');
    await sendNow(tx, ctx, webhook, messageId);
  });
}

async function checkSending(ctx: Context, { disabledAt, providerId }: Found): Promise<void> {
  if (disabledAt) throw new AppError('conflict', 'This webhook is disabled. Enable it first.');
  await limitTries(ctx, `webhooks:provider:${providerId}`, MAX_SENT_BY_HAND);
}

async function sendNow(tx: Transaction, ctx: Context, { id, publicId, providerId }: Found, message: string) {
  await addJob(tx, SEND_WEBHOOK, { webhookId: id });
  await record(tx, ctx, {
    action: 'webhook.sent_by_hand',
    subject: `provider:${providerId}`,
    details: { webhook: publicId, message },
  });
}
