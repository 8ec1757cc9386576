import type { Database } from '@/db/client';
import { certificateAttachment } from '@/lib/certificates/mail/attachment';
import { workOffRun } from '@/lib/certificates/runs/work-off-run';
import type { Clock } from '../clock';
import { log } from '../log';
import { deliverMail } from '../mail/deliver-mail';
import type { MailSettings } from '../mail/mail-settings';
import { keepHouse } from './housekeeping';
import { JobFailed } from './job-failed';
import { DELIVER_MAIL, HOUSEKEEPING, ISSUING_RUN } from './job-names';

export type JobRoom = { db: Database; clock: Clock; settings: MailSettings };

export type Job = { payload: unknown; lastTry: boolean };

/** What is done under each name in the queue. */
export function tasks(room: JobRoom): Record<string, (job: Job) => Promise<void>> {
  return {
    [DELIVER_MAIL]: ({ payload, lastTry }) =>
      deliverMail(
        { ...room, attachment: (certificateId) => certificateAttachment(room.db, certificateId) },
        numberIn(payload, 'mailId'),
        lastTry,
      ),
    [ISSUING_RUN]: ({ payload, lastTry }) => workOffRun(room, numberIn(payload, 'runId'), lastTry),
    [HOUSEKEEPING]: () => keepHouse(room),
  };
}

/**
 * Does a job. What it throws is kept in the queue and logged, so anything but a JobFailed is reduced to its name: the
 * message of a database error holds what people typed.
 */
export async function doJob(name: string, task: (job: Job) => Promise<void>, job: Job): Promise<void> {
  try {
    await task(job);
  } catch (error) {
    if (error instanceof JobFailed) {
      log.warn({ job: name, reason: error.message }, 'a job is tried again later');
      throw error;
    }
    const { name: kind, code } = error as Error & { code?: string };
    const places = error instanceof Error ? error.stack?.match(/^\s+at .*$/gm)?.slice(0, 6) : undefined;
    log.error({ job: name, fault: kind, code, places }, 'a job failed');
    throw new JobFailed(`${kind} ${code ?? ''}`.trim());
  }
}

function numberIn(payload: unknown, name: string): number {
  const value = (payload as Record<string, unknown>)[name];
  if (typeof value !== 'number') throw new JobFailed(`the job has no ${name}`);
  return value;
}
