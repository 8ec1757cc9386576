import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { providers, users } from './people';

/**
 * A conference: its sessions are events of their own, each with its certificate, links and count (M24; manual, "Special
 * Considerations").
 */
export const conferences = pgTable(
  'conferences',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    name: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
    /** Where it takes place, in the provider's words; empty when it is only online. */
    place: text().notNull().default(''),
    /** The program in the provider's words, or its address on the web. */
    program: text().notNull().default(''),
    /** Who answers questions about it: a name, an email address or a phone number. */
    contact: text().notNull().default(''),
    /** Increases with every change; a change based on an older number is refused. */
    version: integer().notNull().default(1),
    /** When the provider closed it, with nothing missing; null while it is open. */
    closedAt: timestamp({ withTimezone: true }),
    closedBy: bigint({ mode: 'number' }).references(() => users.id),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    /** Identifies the form that added it, so that a form sent twice adds one. */
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('conferences_request_key_unique').on(t.requestKey),
    uniqueIndex('conferences_provider').on(t.id, t.providerId),
    index('conferences_by_start').on(t.providerId, t.startsOn, t.id),
    // The same for staff, who see every provider's.
    index('conferences_everywhere_by_start').on(t.startsOn, t.id),
    check('conferences_end_not_before_start', sql`${t.endsOn} >= ${t.startsOn}`),
    check('conferences_closed_by', sql`(${t.closedAt} is null) = (${t.closedBy} is null)`),
  ],
);
