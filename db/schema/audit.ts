import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Who did what, when. Insert and select only, and each row carries the hash of the row before it: both are the
 * work of triggers, so that no code can forget them.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** Null when nobody was signed in, as at a failed sign-in. */
    userId: bigint({ mode: 'number' }),
    providerId: bigint({ mode: 'number' }),
    action: text().notNull(),
    subject: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    previousHash: text().notNull().default(''),
    hash: text().notNull().default(''),
  },
  (t) => [index('audit_entries_subject').on(t.subject, t.id)],
);
