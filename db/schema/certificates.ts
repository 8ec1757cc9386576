import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea } from './bytea';
import { events } from './events';
import { users } from './people';

/** Plain strings and numbers, as defined in lib/printing/facts.ts. */
export type FrozenFacts = Readonly<Record<string, string | number>>;

/**
 * A certificate as it was generated: facts, bytes and hash never change afterwards (M18); a trigger refuses update and
 * delete. Printing after an edit creates the event's next version.
 */
export const certificates = pgTable(
  'certificates',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    version: integer().notNull(),
    facts: jsonb().$type<FrozenFacts>().notNull(),
    /** The version of the template that printed it: lib/printing/template/version.ts. */
    templateVersion: text().notNull(),
    bytes: bytea().notNull(),
    /** SHA-256 of `bytes`, in hexadecimal. */
    sha256: text().notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('certificates_event_version_unique').on(t.eventId, t.version),
    index('certificates_sha256').on(t.sha256),
  ],
);
