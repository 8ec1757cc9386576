import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';

/**
 * A kind of job as the code that requests one sees it. lib/jobs, which may import all nouns, defines what such a job does.
 */
export type JobKind<Payload extends z.ZodType = z.ZodType> = {
  /** The name in the queue. Queued jobs outlive a code change, so a name never changes. */
  name: string;
  /** Plain values that may be stored in the database: ids, not what people typed. */
  payload: Payload;
  /** After this many failures the job is dropped; graphile-worker's delays grow from seconds to six hours. */
  maxAttempts: number;
};

const mailPayload = z.strictObject({ mailId: z.int().positive() });

/** With the growing delays, this is about three days. */
const MAIL_ATTEMPTS = 20;

/** Delivers an email that somebody may be waiting for, such as a code. */
export const DELIVER_MAIL = {
  name: 'deliver_mail',
  payload: mailPayload,
  maxAttempts: MAIL_ATTEMPTS,
} satisfies JobKind;

/** Delivers one of many similar emails. */
export const DELIVER_BULK_MAIL = {
  name: 'deliver_bulk_mail',
  payload: mailPayload,
  maxAttempts: MAIL_ATTEMPTS,
} satisfies JobKind;

/** Processes the next batch of a bulk run. A batch is retried for about a quarter of an hour; then the run pauses. */
export const ISSUING_RUN = {
  name: 'issuing_run',
  payload: z.strictObject({ runId: z.int().positive() }),
  maxAttempts: 7,
} satisfies JobKind;

const webhookPayload = z.strictObject({ webhookId: z.int().positive() });

/** Sends the messages of a webhook that are due. Triggers in the database add it by this name, too. */
export const SEND_WEBHOOK = {
  name: 'send_webhook',
  payload: webhookPayload,
  maxAttempts: 10,
} satisfies JobKind;

/** Does the same for a webhook whose receiver answers late or not at all. */
export const SEND_SLOW_WEBHOOK = {
  name: 'send_slow_webhook',
  payload: webhookPayload,
  maxAttempts: 10,
} satisfies JobKind;

/** Checks the whole audit log, which an administrator asked for. */
export const AUDIT_CHECK = {
  name: 'audit_check',
  payload: z.strictObject({ checkId: z.int().positive() }),
  maxAttempts: 3,
} satisfies JobKind;

/** Makes the file with everything on record about a provider. */
export const PROVIDER_EXPORT = {
  name: 'provider_export',
  payload: z.strictObject({ exportId: z.int().positive() }),
  maxAttempts: 3,
} satisfies JobKind;

/** Writes the emails with the notices of a day. */
export const SEND_NOTICES = {
  name: 'send_notices',
  payload: z.strictObject({ day: z.iso.date() }),
  maxAttempts: 10,
} satisfies JobKind;

type AddOptions = {
  /** Of the waiting jobs with the same key, only the last one added is done. */
  key?: string;
  /** The moment before which the job does not start, measured by `ctx.clock`. Without it, the job starts at once. */
  at?: Date | undefined;
  /** 0 when absent; jobs of a queue with a larger number wait for those with a smaller one. */
  priority?: number;
};

/**
 * Adds a job in the current transaction: it exists once that commits, and never when it rolls back.
 * @throws ZodError when the payload does not match this kind
 */
export async function addJob<Payload extends z.ZodType>(
  tx: Queryable,
  kind: JobKind<Payload>,
  payload: z.input<Payload>,
  { key, at, priority }: AddOptions = {},
): Promise<void> {
  await insertJob(tx, {
    task: kind.name,
    payload: kind.payload.parse(payload),
    maxAttempts: kind.maxAttempts,
    key,
    at,
    priority,
  });
}
