import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { dayInMontana } from '@/lib/platform/clock';
import { JobFailed } from '@/lib/platform/job-failed';
import { SEND_NOTICES } from '@/lib/platform/job-kinds';
import { defineJob, scheduledPayload } from './define-job';

/** Finds what people are reminded of today. Without a reminder, nobody may notice what is missing, so it is retried for days. */
export const planNoticesJob = defineJob({
  name: 'plan_notices',
  payload: scheduledPayload,
  queue: 'upkeep',
  maxAttempts: 20,
  maxSeconds: 120,
  run: async (ctx, { dueAt }) => {
    const day = dayInMontana(new Date(dueAt));
    const today = ctx.clock.today();
    // The clock was set back since.
    if (day > today) throw new JobFailed('its day has not come yet');
    // Made up for after a stop: today's own moment comes at its time, and includes what yesterday's would have found.
    if (day === today) await planNotices(ctx);
  },
});

export const sendNoticesJob = defineJob({
  ...SEND_NOTICES,
  queue: 'upkeep',
  maxSeconds: 900,
  run: (ctx, { day }) => sendNotices(ctx, day),
});
