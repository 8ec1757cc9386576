import { countJobs, listFailedJobs, listPauses } from '@/db/queries/jobs';
import { authorize } from '@/lib/access/authorize';
import type { Context } from '@/lib/platform/visit';
import { ALL_JOBS } from '../all-jobs';
import { QUEUE_NAMES, type QueueName } from '../queues';

/** The latest failures that the page shows. */
const SHOWN = 50;

/** One kind of work: its jobs in the queue now, and whether it is paused. */
export type QueueState = {
  name: QueueName;
  paused: { at: Date; byName: string } | null;
  waiting: number;
  later: number;
  running: number;
  givenUp: number;
  /** Since when the oldest job that is ready has been waiting. */
  waitingSince: Date | null;
};

export type FailedJobRow = {
  id: number;
  kind: string;
  reason: string;
  attempts: number;
  maxAttempts: number;
  /** When it is tried again; null: now, or never. */
  nextAt: Date | null;
  state: 'running' | 'tried again' | 'given up';
};

export type JobsOverview = { queues: QueueState[]; failed: FailedJobRow[]; moreFailed: boolean };

/**
 * Describes the background work for staff: counts, and the reasons of failures, which are words of our own. Nothing in it
 * says whom a job is about.
 * @throws AppError `forbidden`
 */
export async function describeJobs(ctx: Context): Promise<JobsOverview> {
  authorize(ctx, 'job.read');
  const [counts, failed, pauses] = await Promise.all([
    countJobs(ctx.db),
    listFailedJobs(ctx.db, SHOWN + 1),
    listPauses(ctx.db),
  ]);
  const queueOf = new Map<string, QueueName>(ALL_JOBS.map((job) => [job.name, job.queue]));
  const queues = QUEUE_NAMES.map((name): QueueState => {
    const own = counts.filter(({ task }) => queueOf.get(task) === name);
    const sum = (of: 'waiting' | 'later' | 'running' | 'givenUp') => own.reduce((total, row) => total + row[of], 0);
    const since = own.flatMap(({ oldestReadyAt }) => oldestReadyAt ?? []).sort((a, b) => a.getTime() - b.getTime());
    const pause = pauses.find(({ queue }) => queue === name);
    return {
      name,
      paused: pause ? { at: pause.at, byName: pause.byName } : null,
      waiting: sum('waiting'),
      later: sum('later'),
      running: sum('running'),
      givenUp: sum('givenUp'),
      waitingSince: since[0] ?? null,
    };
  });
  const now = ctx.clock.now();
  return {
    queues,
    failed: failed.slice(0, SHOWN).map(({ id, task, reason, attempts, maxAttempts, runAt, running }) => {
      const state = running ? 'running' : attempts >= maxAttempts ? 'given up' : 'tried again';
      return {
        id,
        kind: kindWords(task),
        reason,
        attempts,
        maxAttempts,
        nextAt: state === 'tried again' && runAt > now ? runAt : null,
        state,
      };
    }),
    moreFailed: failed.length > SHOWN,
  };
}

/** Returns a kind of job as words: `deliver_mail` is "Deliver mail". */
export function kindWords(task: string): string {
  const words = task.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
