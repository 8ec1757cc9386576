import type { Database } from '@/db/client';
import { insertCountsDue } from '@/db/queries/webhooks';
import type { Clock } from '@/lib/platform/clock';
import { addJob, SEND_WEBHOOK } from '@/lib/platform/job-kinds';
import { defineJob, scheduledPayload } from './define-job';

/** Writes messages to webhooks about certificate counts that have become due. */
export async function noteCountsDue({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  await db.transaction(async (tx) => {
    for (const webhookId of await insertCountsDue(tx, { today: clock.today(), at: clock.now() })) {
      await addJob(tx, SEND_WEBHOOK, { webhookId });
    }
  });
}

export const noteCountsDueJob = defineJob({
  name: 'counts_due',
  payload: scheduledPayload,
  queue: 'upkeep',
  maxAttempts: 5,
  maxSeconds: 120,
  run: noteCountsDue,
});
