import { ZodError } from 'zod';
import type { Database } from '@/db/client';
import type { Clock } from '@/lib/platform/clock';
import { JobFailed } from '@/lib/platform/job-failed';
import { log } from '@/lib/platform/log';
import type { MailSettings } from '@/lib/platform/mail/mail-settings';
import type { DefinedJob, JobContext } from './define-job';

export type JobDeps = { db: Database; clock: Clock; settings: MailSettings };

/** A signal that is never aborted, for a process that does not say when it ends. */
const NEVER = new AbortController().signal;

/** A job as it comes from the queue. */
export type QueuedJob = { id: string; payload: unknown; lastTry: boolean; stopping?: AbortSignal };

/**
 * Does a job. What it throws is stored in the queue and logged, so anything but a JobFailed is reduced to its name: the
 * message of a database error contains what people typed.
 */
export async function doJob(job: DefinedJob, { db, clock, settings }: JobDeps, queued: QueuedJob): Promise<void> {
  const { name } = job;
  const { id, payload, lastTry, stopping = NEVER } = queued;
  const limit = new AbortController();
  const ctx: JobContext = {
    db,
    clock,
    settings,
    lastTry,
    signal: limit.signal,
    stopping,
    requestId: `job-${id}`,
    address: '',
    actor: { kind: 'job', name, for: null },
  };
  try {
    await within(job.maxSeconds, limit, job.run(ctx, payload));
  } catch (error) {
    if (error instanceof JobFailed) {
      log.warn({ job: name, reason: error.message }, 'a job is tried again later');
      throw error;
    }
    if (error instanceof ZodError) {
      const fields = error.issues.map((issue) => issue.path.join('.')).join(', ');
      log.error({ job: name, fields }, 'a job has a payload that it does not understand');
      throw new JobFailed(`payload not understood (${fields})`);
    }
    const { name: kind, code } = error as Error & { code?: string };
    const places = error instanceof Error ? error.stack?.match(/^\s+at .*$/gm)?.slice(0, 6) : undefined;
    log.error({ job: name, fault: kind, code, places }, 'a job failed');
    throw new JobFailed(`${kind} ${code ?? ''}`.trim());
  }
}

async function within(maxSeconds: number, limit: AbortController, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const tooLong = new JobFailed(`it took longer than ${maxSeconds} s`);
      limit.abort(tooLong);
      reject(tooLong);
    }, maxSeconds * 1_000);
    timer.unref();
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
