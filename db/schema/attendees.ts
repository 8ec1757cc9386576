import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { events } from './events';
import { users } from './people';

/** A person who took part in an event. Private: rosters and addresses never leave the provider and staff. */
export const attendees = pgTable(
  'attendees',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    name: text().notNull(),
    email: text(),
    school: text().notNull().default(''),
    educatorNumber: text().notNull().default(''),
    /** What this person earned: at most the event's units (ARM 10.57.215), in quarter steps. A trigger compares. */
    units: numeric({ precision: 5, scale: 2 }).notNull(),
    /** Only who completed the event gets a certificate (M13). */
    completed: boolean().notNull(),
    source: text({ enum: ['roster', 'link', 'learning_system'] }).notNull(),
    /**
     * Two lines of one event's roster with the same identity are the same person: importing a file twice changes
     * nothing. lib/attendees/identity.ts makes it.
     */
    identity: text().notNull(),
    /** The certificate that holds now; kept by triggers, which refuse a second one, and tied to it by the database. */
    currentCertificateId: bigint({ mode: 'number' }),
    /** Raised by every change; a change that started from an older number is refused. */
    version: integer().notNull().default(1),
    /** Null for who came by a link. */
    createdBy: bigint({ mode: 'number' }).references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    removedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('attendees_identity_unique').on(t.eventId, t.identity).where(sql`${t.removedAt} is null`),
    index('attendees_event').on(t.eventId, sql`lower(${t.name})`, t.id),
    // Who completed the event and has no certificate: counted on each page of certificates.
    index('attendees_without_certificate')
      .on(t.eventId, t.id)
      .where(sql`${t.completed} and ${t.removedAt} is null and ${t.currentCertificateId} is null`),
    index('attendees_email').on(sql`lower(${t.email})`, t.eventId).where(sql`${t.email} is not null`),
    check('attendees_units_in_quarters', sql`${t.units} > 0 and mod(${t.units} * 4, 1) = 0`),
    check('attendees_with_certificate_stay', sql`${t.removedAt} is null or ${t.currentCertificateId} is null`),
  ],
);

/** A line of an uploaded or pasted table: its number there, from 1, and its cells as text. */
export type UploadedLine = [line: number, cells: string[]];

/**
 * A table that somebody wants to import into a roster, between upload and import: the columns are matched and the
 * lines looked at in several steps, which work without a script. Housekeeping deletes it after a day.
 */
export const rosterUploads = pgTable(
  'roster_uploads',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** The file's name; null: pasted. */
    fileName: text(),
    lines: jsonb().$type<UploadedLine[]>().notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('roster_uploads_event').on(t.eventId), index('roster_uploads_age').on(t.createdAt)],
);
