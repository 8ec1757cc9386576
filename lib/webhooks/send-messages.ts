import type { Transaction } from '@/db/client';
import {
  findLastAttempt,
  findNextDelivery,
  listOldSecrets,
  releaseWebhook,
  setWebhookDisabled,
  setWebhookFailing,
  setWebhookWorking,
  type TakenWebhook,
  takeWebhook,
  writeAttempt,
} from '@/db/queries/webhooks';
import type { Job } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { env } from '@/lib/platform/env';
import { addJob, SEND_SLOW_WEBHOOK, SEND_WEBHOOK } from '@/lib/platform/job-kinds';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { type Posted, PostFailed, post } from '@/lib/platform/outgoing/post';
import type { Context } from '@/lib/platform/visit';
import { disabledEmail } from './disabled-email';
import { failsAnew, GONE, hasFailedTooLong, isSuccess, nextAttempt, SLOW_MS, TIMEOUT_MS } from './rules';
import { openWebhookSecret, signedHeaders } from './sign';

type JobContext = Context<Job<null>>;

/** How much one job sends before other webhooks of the queue get their turn. */
const MAX_MESSAGES = 20;
const MAX_TURN_MS = 5_000;

/** Longer than a turn and one more attempt can take. */
const TAKEN_MS = MAX_TURN_MS + TIMEOUT_MS + 15_000;

type Delivery = NonNullable<Awaited<ReturnType<typeof findNextDelivery>>>;

/** How long one attempt took, and whether there was a success. */
type Outcome = { isSlow: boolean; isActive: boolean };

/**
 * Sends the messages of a webhook that are due, one after another, and adds a job for those that are not. Only one job at
 * a time sends to a webhook. One whose receiver answers late or not at all moves to the queue of slow webhooks, so that the
 * others never wait for it longer than for one attempt.
 */
export async function sendMessages(ctx: JobContext, webhookId: number, queue: 'fast' | 'slow'): Promise<void> {
  const { db, clock } = ctx;
  const now = clock.now();
  const taken = await takeWebhook(db, webhookId, { now, until: new Date(now.getTime() + TAKEN_MS) });
  if (!taken) return;
  if ('takenUntil' in taken) {
    // The other job looks for messages after it has released the webhook. This one is for the case that it was killed.
    await addJob(db, SEND_WEBHOOK, { webhookId }, { key: `webhook-taken:${webhookId}`, at: taken.takenUntil });
    return;
  }
  let { isSlow } = taken;
  let isActive = true;
  try {
    if (!isSlow || queue === 'slow') ({ isSlow, isActive } = await takeTurn(ctx, taken));
  } finally {
    await releaseWebhook(db, webhookId, isSlow);
  }
  const next = isActive ? await findNextDelivery(db, webhookId) : undefined;
  if (!next) return;
  const kind = isSlow ? SEND_SLOW_WEBHOOK : SEND_WEBHOOK;
  if (next.nextAttemptAt <= clock.now()) await addJob(db, kind, { webhookId });
  else await addJob(db, kind, { webhookId }, { key: `webhook-next:${webhookId}`, at: next.nextAttemptAt });
}

async function takeTurn(ctx: JobContext, webhook: TakenWebhook): Promise<Outcome> {
  const begun = performance.now();
  let outcome: Outcome = { isSlow: webhook.isSlow, isActive: true };
  for (let sent = 0; sent < MAX_MESSAGES && performance.now() - begun < MAX_TURN_MS; sent++) {
    const delivery = await findNextDelivery(ctx.db, webhook.id);
    if (!delivery || delivery.nextAttemptAt > ctx.clock.now()) break;
    outcome = await attempt(ctx, webhook, delivery);
    if (outcome.isSlow || !outcome.isActive) break;
  }
  return outcome;
}

async function attempt(ctx: JobContext, webhook: TakenWebhook, delivery: Delivery): Promise<Outcome> {
  const begun = performance.now();
  const { status, excerpt, error } = await send(ctx, webhook, delivery);
  const isSlow = status === null || performance.now() - begun > SLOW_MS;
  const now = ctx.clock.now();
  const attempts = delivery.attempts + 1;
  const last = { attempts, lastAttemptAt: now, lastStatus: status, lastError: error, lastExcerpt: excerpt };
  return ctx.db.transaction(async (tx) => {
    if (isSuccess(status)) {
      await writeAttempt(tx, delivery.id, { ...last, state: 'delivered', nextAttemptAt: null });
      await setWebhookWorking(tx, webhook.id);
      return { isSlow, isActive: true };
    }
    const nextAttemptAt = status === GONE ? null : nextAttempt(attempts, now);
    if (failsAnew(await findLastAttempt(tx, webhook.id), now)) await setWebhookWorking(tx, webhook.id);
    await writeAttempt(tx, delivery.id, { ...last, state: nextAttemptAt ? 'waiting' : 'given_up', nextAttemptAt });
    const failingSince = await setWebhookFailing(tx, webhook.id, now);
    if (status !== GONE && !hasFailedTooLong(failingSince, now)) return { isSlow, isActive: true };
    await disable(tx, ctx, webhook, status === GONE ? 'gone' : 'failing');
    return { isSlow, isActive: false };
  });
}

type Sent = { status: number | null; excerpt: string | null; error: string | null };

async function send({ db, clock }: JobContext, webhook: TakenWebhook, delivery: Delivery): Promise<Sent> {
  const { publicId } = webhook;
  const now = clock.now();
  const secret = openWebhookSecret(webhook.encryptedSecret, publicId);
  if (!secret) {
    return { status: null, excerpt: null, error: 'The secret can’t be read. Replace it on this page.' };
  }
  const old = (await listOldSecrets(db, webhook.id, now)).flatMap(
    ({ encryptedSecret }) => openWebhookSecret(encryptedSecret, publicId) ?? [],
  );
  try {
    return describe(
      await post({
        url: webhook.url,
        headers: signedHeaders(delivery, [secret, ...old], now),
        body: delivery.body,
        timeoutMs: TIMEOUT_MS,
        allowLoopback: env().WEBHOOKS_TO_LOOPBACK,
      }),
    );
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    return { status: null, excerpt: null, error: error.message };
  }
}

function describe({ status, excerpt }: Posted): Sent {
  if (isSuccess(status)) return { status, excerpt: null, error: null };
  if (status === GONE) return { status, excerpt: excerpt || null, error: 'The receiver wants no more messages (410).' };
  const isRedirect = status >= 300 && status < 400;
  const error = isRedirect
    ? 'The receiver redirects. Use the address that it redirects to.'
    : `The answer was ${status}.`;
  return { status, excerpt: excerpt || null, error };
}

/** Disables a webhook that only failed for days, or whose receiver is gone, and notifies the provider's managers. */
async function disable(
  tx: Transaction,
  ctx: JobContext,
  { id, publicId, providerId, url }: TakenWebhook,
  because: 'failing' | 'gone',
): Promise<void> {
  if (!(await setWebhookDisabled(tx, id, { because }, ctx.clock.now()))) return;
  await emailManagers(tx, ctx, providerId, disabledEmail({ url, providerId, webhookId: id, because }));
  await record(tx, ctx, {
    action: 'webhook.disabled',
    subject: `provider:${providerId}`,
    details: { webhook: publicId, because },
  });
}
