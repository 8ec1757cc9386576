import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { users } from './people';

/** The latest moment for which each scheduled job was added to the queue. The queue itself belongs to graphile-worker. */
export const jobSchedule = pgTable('job_schedule', {
  job: text().primaryKey(),
  lastDueAt: timestamp({ withTimezone: true }).notNull(),
});

/** A queue whose jobs wait until an administrator lets it continue; every worker reads this. */
export const pausedQueues = pgTable('paused_queues', {
  queue: text().primaryKey(),
  pausedBy: bigint({ mode: 'number' })
    .notNull()
    .references(() => users.id),
  pausedAt: timestamp({ withTimezone: true }).notNull(),
});
