import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { providers, users } from './people';

/**
 * A document that the agency received from a provider for a reporting year: its yearly agreement, or its annual report (ARM
 * 10.57.216). A wrong entry is withdrawn with a reason, once; a trigger refuses every other change.
 */
export const yearlyDocuments = pgTable(
  'yearly_documents',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    kind: text({ enum: ['agreement', 'report'] }).notNull(),
    /** The calendar year in which the reporting year begins. */
    year: integer().notNull(),
    receivedOn: date({ mode: 'string' }).notNull(),
    /** `signed`: a manager of the provider agreed to it in the product. */
    how: text({ enum: ['signed', 'email', 'mail', 'in_person'] }).notNull(),
    /** What the manager agreed to, word for word; null for what came in another way. */
    statement: text(),
    /** What an annual report that was signed in the product says, as it was signed; null for all else. */
    facts: jsonb().$type<unknown>(),
    /** What staff noted when they recorded it. */
    note: text(),
    recordedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    withdrawnBy: bigint({ mode: 'number' }).references(() => users.id),
    withdrawnAt: timestamp({ withTimezone: true }),
    withdrawnReason: text(),
  },
  (t) => [
    uniqueIndex('yearly_documents_one_in_force').on(t.providerId, t.kind, t.year).where(sql`${t.withdrawnAt} is null`),
    index('yearly_documents_provider').on(t.providerId, t.id),
    check('yearly_documents_year', sql`${t.year} between 2000 and 2200`),
    check(
      'yearly_documents_signed',
      sql`(${t.how} = 'signed') = (${t.statement} is not null)
        and (${t.how} = 'signed' and ${t.kind} = 'report') = (${t.facts} is not null)`,
    ),
    check(
      'yearly_documents_withdrawn',
      sql`(${t.withdrawnAt} is null) = (${t.withdrawnBy} is null) and (${t.withdrawnAt} is null) = (${t.withdrawnReason} is null)`,
    ),
  ],
);
