import { bigint, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { events } from './events';
import { users } from './people';
import { requests } from './requests';

/**
 * What staff decided about whether an event takes place: canceled, and restored (M19). The latest row counts; a trigger
 * copies it to `events.canceled_at`. Insert and select only: a trigger refuses the rest.
 */
export const eventCancellations = pgTable(
  'event_cancellations',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    kind: text({ enum: ['canceled', 'restored'] }).notNull(),
    by: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull(),
    /** Why, for the provider to read. */
    reason: text().notNull(),
    /** The request that was approved; null: staff did it themselves. */
    requestId: bigint({ mode: 'number' }).references(() => requests.id),
  },
  (t) => [index('event_cancellations_event').on(t.eventId, t.id)],
);
