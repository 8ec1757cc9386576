import { SEND_SLOW_WEBHOOK, SEND_WEBHOOK } from '@/lib/platform/job-kinds';
import { sendMessages } from '@/lib/webhooks/send-messages';
import { defineJob } from './define-job';

/** A turn takes at most about fifteen seconds. */
const MAX_SECONDS = 60;

export const sendWebhook = defineJob({
  ...SEND_WEBHOOK,
  queue: 'webhooks',
  maxSeconds: MAX_SECONDS,
  run: (ctx, { webhookId }) => sendMessages(ctx, webhookId, 'fast'),
});

export const sendSlowWebhook = defineJob({
  ...SEND_SLOW_WEBHOOK,
  queue: 'slow webhooks',
  maxSeconds: MAX_SECONDS,
  run: (ctx, { webhookId }) => sendMessages(ctx, webhookId, 'slow'),
});
