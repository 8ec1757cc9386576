import { systemClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { currentMailSettings } from '@/lib/platform/mail/current-mail-settings';
import { onShutdown } from '@/lib/platform/shutdown';
import type { QueueName } from './queues';
import { runJobs } from './run-jobs';

export type StartJobsOptions = {
  /** The database's own address, where `DATABASE_URL` is that of a pooler such as PgBouncer. */
  databaseUrl?: string;
  /** Only these kinds of work; all of them by default. */
  queues?: readonly QueueName[];
};

/**
 * Does jobs in this process until it ends, whether or not it also serves pages; they end before the pool, which they use.
 * @throws when the database cannot be reached
 */
export async function startJobs({ databaseUrl = env().DATABASE_URL, queues }: StartJobsOptions = {}): Promise<void> {
  const deps = { db: database(), clock: systemClock, settings: currentMailSettings() };
  const jobs = await runJobs(databaseUrl, deps, queues && { queues });
  onShutdown('jobs', () => jobs.stop());
}
