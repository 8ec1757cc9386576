import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** The latest moment for which each scheduled job was added to the queue. The queue itself belongs to graphile-worker. */
export const jobSchedule = pgTable('job_schedule', {
  job: text().primaryKey(),
  lastDueAt: timestamp({ withTimezone: true }).notNull(),
});
