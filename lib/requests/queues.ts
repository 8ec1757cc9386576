/** The queues of requests that staff work on. */
export const QUEUES = ['all', 'mine', 'unassigned', 'waiting', 'decided'] as const;
export type QueueName = (typeof QUEUES)[number];

export const QUEUE_LABELS: Record<QueueName, string> = {
  all: 'Open',
  mine: 'Mine',
  unassigned: 'Unassigned',
  waiting: 'Waiting for the provider',
  decided: 'Decided',
};
