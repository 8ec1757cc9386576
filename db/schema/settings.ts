import { bigint, date, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { users } from './people';

/**
 * What administrators decide for the agency. Each change is a row; the latest one that has taken effect applies, and without
 * one, the default in `lib/settings/definitions.ts`. Insert and select only: a trigger refuses the rest.
 */
export const settings = pgTable(
  'settings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    value: jsonb().notNull(),
    /** The first day, in Montana, on which it applies. */
    effectiveOn: date({ mode: 'string' }).notNull(),
    reason: text().notNull(),
    setBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    setAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('settings_by_name').on(t.name, t.effectiveOn, t.id)],
);
