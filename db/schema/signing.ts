import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from './bytea';
import { events } from './events';
import { users } from './people';

/**
 * A person's signature as it appears in Section IV of a certificate (M12). A person's latest row counts; older ones stay,
 * because certificates were signed with them. Insert and select only.
 */
export const signatures = pgTable(
  'signatures',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    kind: text({ enum: ['typed', 'drawn', 'picture'] }).notNull(),
    /** The text that is set in the script face; only for the kind `typed`. */
    typedText: text(),
    /** A PNG that we made, cropped to the ink; for the other kinds. */
    picture: bytea(),
    printedName: text().notNull(),
    title: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('signatures_user').on(t.userId, t.id),
    check(
      'signatures_of_one_kind',
      sql`(${t.kind} = 'typed') = (${t.typedText} is not null) and (${t.kind} = 'typed') = (${t.picture} is null)`,
    ),
  ],
);

/**
 * Who decided when how an event's certificates are signed: with a signature or, without one, by hand in ink. The latest row
 * counts; no row: ink. Insert and select only.
 */
export const eventSignings = pgTable(
  'event_signings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    signatureId: bigint({ mode: 'number' }).references(() => signatures.id),
    /** What the signer verified; null without a signature, and for the template's own statement. */
    statement: text(),
    signedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    signedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('event_signings_event').on(t.eventId, t.id)],
);

/**
 * The certificates of the keys that signed PDFs, so that any server of this database can recognize a signature years later,
 * when a different key signs. Public; insert and select only.
 */
export const signingCertificates = pgTable('signing_certificates', {
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: text().primaryKey(),
  der: bytea().notNull(),
  firstUsedAt: timestamp({ withTimezone: true }).notNull(),
});
