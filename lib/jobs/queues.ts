export type Queue = {
  slots: number;
  /** Whether it rests for a while after a job failed because of what the others need, too (`JobFailed.othersToo`). */
  rests?: boolean;
};

/**
 * Kinds of work, each with its own slots in every process that does jobs, so that no kind waits for another.
 * docs/decisions/jobs.md has the reasons for the numbers.
 */
export const QUEUES = {
  /** Emails that a person may be waiting for. A slow mail server must not delay the next one. */
  'urgent mail': { slots: 2 },
  /** Emails of a mailing. More at once would only strain the mail server. */
  'bulk mail': { slots: 2, rests: true },
  /** Batches of bulk runs. */
  issuing: { slots: 2 },
  /** Messages to other systems. They answer within moments, or move to the next queue. */
  webhooks: { slots: 4 },
  /** Messages to systems that answer late or not at all, and wait only for one another. */
  'slow webhooks': { slots: 4 },
  /** The product's own maintenance. */
  upkeep: { slots: 1 },
} satisfies Record<string, Queue>;

export type QueueName = keyof typeof QUEUES;

export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];
