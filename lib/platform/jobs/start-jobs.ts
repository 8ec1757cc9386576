import { systemClock } from '../clock';
import { database } from '../database';
import { env } from '../env';
import { currentMailSettings } from '../mail/current-mail-settings';
import { onShutdown } from '../shutdown';
import { runJobs } from './run-jobs';

/** Works off the jobs in this process until it ends; they end before the pool, which they use. */
export async function startJobs(): Promise<void> {
  const room = { db: database(), clock: systemClock, settings: currentMailSettings() };
  const jobs = await runJobs(env().DATABASE_URL, room);
  onShutdown('jobs', () => jobs.stop());
}
