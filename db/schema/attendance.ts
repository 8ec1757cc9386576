import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { attendees } from './attendees';
import { bytea } from './bytea';
import { events } from './events';
import { users } from './people';

/** An attendance report as its platform wrote it, stored as evidence for as long as the event's records. Immutable. */
export const attendanceFiles = pgTable(
  'attendance_files',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    fileName: text().notNull(),
    /** The platform that was recognized; blank when none was. */
    platform: text().notNull(),
    /** SHA-256 of the bytes, in hexadecimal. */
    sha256: text().notNull(),
    bytes: bytea().notNull(),
    uploadedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    uploadedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('attendance_files_unique').on(t.eventId, t.sha256),
    check('attendance_files_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

/**
 * The times of an event's sessions and breaks, and the share of them that people must attend. The latest row counts.
 * Immutable.
 */
export const attendanceRules = pgTable(
  'attendance_rules',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** In Montana time. A session that ends before it begins ends on the next day. */
    sessions: jsonb().$type<{ day: string; from: string; to: string }[]>().notNull(),
    /** A break without a day is on every day of the event. */
    breaks: jsonb().$type<{ day: string | null; from: string; to: string }[]>().notNull(),
    leastPercent: integer(),
    setBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    setAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('attendance_rules_event').on(t.eventId, t.id),
    check('attendance_rules_least', sql`${t.leastPercent} between 1 and 100`),
  ],
);

/**
 * A fact about when somebody was at an event: a visit, coming in, going out, or that an earlier fact was wrong.
 * Immutable; corrections are new facts.
 */
export const attendanceFacts = pgTable(
  'attendance_facts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    attendeeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    kind: text({ enum: ['visit', 'in', 'out', 'withdrawn'] }).notNull(),
    startedAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
    /**
     * How long a visit lasted, if the report says so; less than the time between beginning and end if the person was
     * away in between.
     */
    lastedSeconds: integer(),
    /** The day of a visit whose times are unknown; null when it may have been on any day of the event. */
    day: date({ mode: 'string' }),
    source: text({ enum: ['report', 'event_code', 'scanner', 'hand'] }).notNull(),
    fileId: bigint({ mode: 'number' }).references(() => attendanceFiles.id),
    /** The row in the file. */
    line: integer(),
    /** The fact that this one withdraws. */
    withdraws: bigint({ mode: 'number' }).references((): AnyPgColumn => attendanceFacts.id),
    /** Made by the device that recorded the fact, so that one that is sent twice counts once. */
    key: uuid(),
    /** Null when the attendee recorded it. */
    recordedBy: bigint({ mode: 'number' }).references(() => users.id),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('attendance_facts_event').on(t.eventId, t.attendeeId, t.id),
    index('attendance_facts_file').on(t.fileId),
    uniqueIndex('attendance_facts_key_unique').on(t.key),
    uniqueIndex('attendance_facts_withdrawn_once').on(t.withdraws),
    check(
      'attendance_facts_complete',
      sql`case ${t.kind}
        when 'visit' then coalesce(${t.startedAt}, ${t.endedAt}) is not null or ${t.lastedSeconds} is not null
        when 'in' then ${t.startedAt} is not null and ${t.endedAt} is null
        when 'out' then ${t.endedAt} is not null and ${t.startedAt} is null
        else ${t.withdraws} is not null end`,
    ),
    check('attendance_facts_withdrawing', sql`(${t.kind} = 'withdrawn') = (${t.withdraws} is not null)`),
    check('attendance_facts_of_report', sql`(${t.source} = 'report') = (${t.fileId} is not null)`),
    check('attendance_facts_lasted', sql`${t.lastedSeconds} >= 0`),
  ],
);

/** The result of somebody's attendance by a rule, when it was saved. The latest row counts. Immutable. */
export const attendanceResults = pgTable(
  'attendance_results',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    attendeeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    ruleId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendanceRules.id),
    minutes: integer().notNull(),
    ofMinutes: integer().notNull(),
    /** In quarter steps; 0 means not enough to complete the event. */
    units: numeric({ precision: 5, scale: 2 }).notNull(),
    /** For example, "2 h 52 min of 3 h → 2.75". */
    reason: text().notNull(),
    recordedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('attendance_results_attendee').on(t.attendeeId, t.id),
    index('attendance_results_event').on(t.eventId, t.id),
    check('attendance_results_units', sql`${t.units} >= 0 and mod(${t.units} * 4, 1) = 0`),
    check('attendance_results_minutes', sql`${t.minutes} between 0 and ${t.ofMinutes}`),
  ],
);

/** An unguessable code of an event that people scan to sign in and out of it. */
export const checkInCodes = pgTable(
  'check_in_codes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** SHA-256 of the random bytes in the address, in hexadecimal. */
    tokenHash: text().notNull(),
    /** The same bytes, encrypted with a key that is not in the database, so that the provider can show the code again. */
    encryptedToken: text().notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    closedAt: timestamp({ withTimezone: true }),
    closedBy: bigint({ mode: 'number' }).references(() => users.id),
  },
  (t) => [
    uniqueIndex('check_in_codes_token_unique').on(t.tokenHash),
    // An event has one open code at a time.
    uniqueIndex('check_in_codes_open_unique').on(t.eventId).where(sql`${t.closedAt} is null`),
  ],
);
