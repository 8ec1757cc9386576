import { listHref } from '@/lib/platform/lists/address';

/** The queues of requests that staff work on. */
export const QUEUES = ['all', 'mine', 'unassigned', 'waiting', 'decided'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A queue, and the search in it. */
export type WorkedList = { queue: QueueName; q: string };

/** Returns an address with a list of requests: the list itself, or a request that was opened from it. */
export const withList = (
  path: string,
  { queue, q }: WorkedList,
  others: Readonly<Record<string, string | null>> = {},
): string => listHref(path, { queue: queue === 'all' ? null : queue, q, ...others });

export const QUEUE_LABELS: Record<QueueName, string> = {
  all: 'Open',
  mine: 'Mine',
  unassigned: 'Unassigned',
  waiting: 'Waiting for the provider',
  decided: 'Decided',
};
