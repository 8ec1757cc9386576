import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { SEND_NOTICES } from '@/lib/platform/job-kinds';
import { defineJob, scheduledPayload } from './define-job';

/** Finds what people are reminded of today. Without a reminder, nobody may notice what is missing, so it is retried for days. */
export const planNoticesJob = defineJob({
  name: 'plan_notices',
  payload: scheduledPayload,
  queue: 'upkeep',
  maxAttempts: 20,
  maxSeconds: 120,
  run: planNotices,
});

export const sendNoticesJob = defineJob({
  ...SEND_NOTICES,
  queue: 'upkeep',
  maxSeconds: 900,
  run: (ctx, { day }) => sendNotices(ctx, day),
});
