import { sql } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { providers, users } from './people';

/** An address from which a calendar program reads the events of a person's provider, without signing in. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of the token in the address, in hexadecimal. */
    tokenHash: text().notNull(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** Null until a calendar program has read it. */
    lastReadAt: timestamp({ withTimezone: true }),
    /** When its person turned it off, or made another. */
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('calendar_feeds_token_unique').on(t.tokenHash),
    uniqueIndex('calendar_feeds_one_live').on(t.userId, t.providerId).where(sql`${t.endedAt} is null`),
  ],
);
