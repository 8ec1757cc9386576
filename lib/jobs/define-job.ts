import { z } from 'zod';
import type { Job } from '@/lib/access/actor';
import type { JobKind } from '@/lib/platform/job-kinds';
import type { MailSettings } from '@/lib/platform/mail/mail-settings';
import type { Context } from '@/lib/platform/visit';
import type { QueueName } from './queues';

/** What a job gets: it acts under its own name until it finds the person whose authority it uses. */
export type JobContext = Context<Job<null>> & {
  settings: MailSettings;
  /** Whether the queue drops the job if it fails now. */
  lastTry: boolean;
  /** Aborted once the job has exceeded its time limit. */
  signal: AbortSignal;
  /** Aborted once this process ends: a job that can be done again then ends soon. */
  stopping: AbortSignal;
};

type JobDefinition<Payload extends z.ZodType> = JobKind<Payload> & {
  queue: QueueName;
  /** After this long, the job counts as failed and is retried, so that one that hangs does not keep its slot forever. */
  maxSeconds: number;
  /**
   * Does the job. It may be called twice for one job, even at the same time: a worker that lost its connection, or took too
   * long, may still be working on it.
   * @throws JobFailed when it should be retried; anything else is a bug, and is retried, too
   */
  run(ctx: JobContext, payload: z.output<Payload>): Promise<void>;
};

export type DefinedJob<Payload extends z.ZodType = z.ZodType> = Omit<JobDefinition<Payload>, 'run'> & {
  /** Checks the payload, then does the job. */
  run(ctx: JobContext, payload: unknown): Promise<void>;
};

/** Defines what a kind of job does. Each is in a separate file and has a line in all-jobs.ts. */
export function defineJob<Payload extends z.ZodType>(definition: JobDefinition<Payload>): DefinedJob<Payload> {
  return {
    ...definition,
    run: async (ctx, payload) => definition.run(ctx, definition.payload.parse(payload)),
  };
}

/** The payload of every scheduled job: the moment for which it was scheduled, which may be a while ago. */
export const scheduledPayload = z.strictObject({ dueAt: z.iso.datetime() });

export type ScheduledJob = DefinedJob<typeof scheduledPayload>;
