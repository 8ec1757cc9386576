import type { Database } from '@/db/client';
import { advanceSchedule } from '@/db/queries/jobs';
import type { Clock } from '@/lib/platform/clock';
import { addJob } from '@/lib/platform/job-kinds';
import { lastDue } from './last-due';
import type { ScheduleEntry } from './schedule';

/**
 * Adds the scheduled jobs that have become due since the last check, however many workers check: the database records the
 * latest moment for each. After a long time without a check, only the latest missed moment is made up for. A job that is new
 * to the database waits for its next moment.
 * @param noted the moments that this worker knows to be recorded, so that it queries the database only for a new one
 */
export async function queueDueJobs(
  { db, clock }: { db: Database; clock: Clock },
  schedule: readonly ScheduleEntry[],
  noted: Map<string, number>,
): Promise<void> {
  const now = clock.now();
  for (const entry of schedule) {
    const { job } = entry;
    const dueAt = lastDue(entry, now);
    if (dueAt.getTime() <= (noted.get(job.name) ?? Number.NEGATIVE_INFINITY)) continue;
    await db.transaction(async (tx) => {
      if ((await advanceSchedule(tx, job.name, dueAt)) !== 'advanced') return;
      await addJob(tx, job, { dueAt: dueAt.toISOString() });
    });
    noted.set(job.name, dueAt.getTime());
  }
}
