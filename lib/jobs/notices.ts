import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { type Clock, dayInMontana, timeInMontana } from '@/lib/platform/clock';
import { JobFailed } from '@/lib/platform/job-failed';
import { SEND_NOTICES } from '@/lib/platform/job-kinds';
import { defineJob, scheduledPayload } from './define-job';

/** In Montana. Reminders go out on a working day, and not at night. */
const [FIRST_TIME, LAST_TIME] = ['08:00:00', '17:00:00'];

/** Returns whether it is too late today for reminders: the next day's go out with them. */
function isEvening(clock: Clock): boolean {
  const time = timeInMontana(clock.now());
  // The clock was set back since.
  if (time < FIRST_TIME) throw new JobFailed('its time has not come yet');
  return time >= LAST_TIME;
}

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
    // Made up for after a stop: the next moment comes at its time, and includes what this one would have found.
    if (day === today && !isEvening(ctx.clock)) await planNotices(ctx);
  },
});

export const sendNoticesJob = defineJob({
  ...SEND_NOTICES,
  queue: 'upkeep',
  maxSeconds: 900,
  run: async (ctx) => {
    if (!isEvening(ctx.clock)) await sendNotices(ctx);
  },
});
