import { listHref } from '@/lib/platform/lists/address';
import type { RequestKind } from './rules';

/** The queues of requests that staff work on. */
export const QUEUES = ['all', 'mine', 'unassigned', 'waiting', 'decided'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A queue, and what is searched for in it. */
export type WorkedList = {
  queue: QueueName;
  q: string;
  kind: RequestKind | null;
  /** The number of a provider. */
  provider: number | null;
  /** The number of the member of staff who answers, or answered. */
  assignee: number | null;
};

/** What leaves the whole queue to be seen. */
export const NO_FILTERS = { q: '', kind: null, provider: null, assignee: null } as const satisfies Partial<WorkedList>;

/** Returns whether the list shows less than its queue. */
export const isNarrowed = ({ q, kind, provider, assignee }: WorkedList): boolean =>
  q !== '' || kind !== null || provider !== null || assignee !== null;

/** Returns an address with a list of requests: the list itself, or a request that was opened from it. */
export const withList = (
  path: string,
  { queue, q, kind, provider, assignee }: WorkedList,
  others: Readonly<Record<string, string | null>> = {},
): string => listHref(path, { queue: queue === 'all' ? null : queue, q, kind, provider, assignee, ...others });

export const QUEUE_LABELS: Record<QueueName, string> = {
  all: 'Open',
  mine: 'Mine',
  unassigned: 'Unassigned',
  waiting: 'Waiting for the provider',
  decided: 'Decided',
};
