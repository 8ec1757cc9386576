import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { nameKeySql } from '../name-key';
import { bytea } from './bytea';
import { conferences } from './conferences';
import { events } from './events';
import { providers, users } from './people';

/** A person who attended an event. Private: rosters and addresses are visible only to the provider and staff. */
export const attendees = pgTable(
  'attendees',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    name: text().notNull(),
    /** The name for comparison; see `db/name-key.ts`. */
    nameKey: text()
      .notNull()
      .generatedAlwaysAs(nameKeySql(sql.raw('name'))),
    email: text(),
    school: text().notNull().default(''),
    educatorNumber: text().notNull().default(''),
    /**
     * The units that this person earned, in quarter steps: at most the event's (ARM 10.57.215), which a trigger
     * enforces. A person who earned none has not completed the event.
     */
    units: numeric({ precision: 5, scale: 2 }).notNull(),
    /**
     * The units that were entered or counted for this person; null for a person who earned all of the event's. `units` is
     * the smaller of these and the event's, so a change of the event's hours loses nothing. A trigger sets it when `units`
     * are changed to something else.
     */
    ownUnits: numeric({ precision: 5, scale: 2 }),
    /** Certificates go only to people who completed the event (M13). */
    completed: boolean().notNull(),
    source: text({ enum: ['roster', 'link', 'learning_system', 'check_in'] }).notNull(),
    /**
     * Two lines of one event's roster with the same identity are the same person, so importing a file twice changes
     * nothing. `lib/attendees/identity.ts` builds it.
     */
    identity: text().notNull(),
    /** The valid certificate; set by triggers, which refuse a second one, and tied to the attendee by a foreign key. */
    currentCertificateId: bigint({ mode: 'number' }),
    /** Increases with every change; a change based on an older number is refused. */
    version: integer().notNull().default(1),
    /** Null for a person who came through a link. */
    createdBy: bigint({ mode: 'number' }).references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    removedAt: timestamp({ withTimezone: true }),
    /**
     * Set when this attendee was removed because they are the same person as that one, who shows the certificates of
     * both.
     */
    mergedInto: bigint({ mode: 'number' }).references((): AnyPgColumn => attendees.id),
  },
  (t) => [
    uniqueIndex('attendees_identity_unique').on(t.eventId, t.identity).where(sql`${t.removedAt} is null`),
    index('attendees_name').on(t.eventId, t.nameKey).where(sql`${t.removedAt} is null`),
    index('attendees_merged').on(t.mergedInto).where(sql`${t.mergedInto} is not null`),
    index('attendees_event').on(t.eventId, sql`lower(${t.name})`, t.id),
    // Each certificates page counts the people who completed the event but have no certificate.
    index('attendees_without_certificate')
      .on(t.eventId, t.id)
      .where(sql`${t.completed} and ${t.removedAt} is null and ${t.currentCertificateId} is null`),
    // The page of a conference counts the people of all its sessions, from the index alone.
    index('attendees_counted').on(t.eventId, t.completed, t.currentCertificateId).where(sql`${t.removedAt} is null`),
    index('attendees_email').on(sql`lower(${t.email})`, t.eventId).where(sql`${t.email} is not null`),
    // A person who lost a certificate is found by any part of the name, across all events of a provider.
    index('attendees_certificate_name')
      .using('gin', sql`${t.nameKey} gin_trgm_ops`)
      .where(sql`${t.currentCertificateId} is not null`),
    check('attendees_units_in_quarters', sql`${t.units} >= 0 and mod(${t.units} * 4, 1) = 0`),
    check('attendees_own_units', sql`${t.ownUnits} >= ${t.units}`),
    check('attendees_completed_with_units', sql`not ${t.completed} or ${t.units} > 0`),
    check('attendees_merged_are_removed', sql`${t.mergedInto} is null or ${t.removedAt} is not null`),
    check('attendees_with_certificate_stay', sql`${t.removedAt} is null or ${t.currentCertificateId} is null`),
  ],
);

/**
 * The ids under which learning systems know an event's attendees, hashed because a system's ids may be anything. One
 * attendee may have several.
 */
export const learnerIds = pgTable(
  'learner_ids',
  {
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    idHash: text().notNull(),
    /** The hash of the id without case: some systems change the case of an id. */
    foldedHash: text().notNull(),
    attendeeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.idHash] }),
    index('learner_ids_folded').on(t.eventId, t.foldedHash),
    index('learner_ids_attendee').on(t.attendeeId),
  ],
);

/**
 * Two attendees with the same name who are two people, as the provider decided. They are not suggested as duplicates
 * again.
 */
export const distinctAttendees = pgTable(
  'distinct_attendees',
  {
    /** The smaller of the two ids. */
    firstId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    secondId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    decidedBy: bigint({ mode: 'number' }).references(() => users.id),
    decidedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firstId, t.secondId] }),
    index('distinct_attendees_second').on(t.secondId),
    check('distinct_attendees_in_order', sql`${t.firstId} < ${t.secondId}`),
  ],
);

/** Each time a whole roster was marked as completed, with the marks that it changed, so that it can be undone. */
export const rosterMarkings = pgTable(
  'roster_markings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    attendeeIds: bigint({ mode: 'number' }).array().notNull(),
    /**
     * The version of each of them after the mark: undoing changes only those whom no one has decided about since. Null for a
     * marking that was made without it.
     */
    versions: integer().array(),
    markedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    markedAt: timestamp({ withTimezone: true }).notNull(),
    undoneAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('roster_markings_event').on(t.eventId, t.id)],
);

/** A line of an uploaded or pasted table: its number there, from 1, and its cells as text. */
export type UploadedLine = [line: number, cells: string[]];

/** How a file was read, where a person can choose otherwise, and what they should know about it. */
export type UploadAbout = {
  /** The encoding that was guessed, when the bytes of a text do not prove one. */
  encoding?: string;
  /** The index of the sheet that was read, and a sample of each, when there are several. */
  sheet?: number;
  sheets?: { name: string; rows: number; sample: string[][] }[];
  /** Rows that are hidden, filtered out or struck through in the file. */
  hidden?: number[];
  /** Rows of totals, which are left out. */
  totals?: number[];
  /**
   * Tables that were beside the first one: the index of their first column, and the rows that they are now; or, with
   * `sameRow`, further people in the rows of the first ones.
   */
  beside?: { column: number; from: number; to: number; sameRow?: true }[];
  /** The list had a column for each person, and its rows and columns are exchanged. */
  sideways?: boolean;
  /**
   * Social Security numbers were removed from the list; `file`: so the file, which could have been read in another way,
   * was not kept.
   */
  ssn?: 'list' | 'file';
};

/**
 * A table to be imported into a roster, between upload and import: people match the columns and review the lines in
 * several steps, which work without JavaScript. A scheduled purge deletes it after a day.
 */
export const rosterUploads = pgTable(
  'roster_uploads',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** Null for a pasted list. */
    fileName: text(),
    lines: jsonb().$type<UploadedLine[]>().notNull(),
    about: jsonb().$type<UploadAbout>().notNull().default({}),
    /**
     * The file itself, only if the person may choose another sheet or encoding, or if it is an attendance report. Never one
     * with a Social Security number.
     */
    file: bytea(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('roster_uploads_event').on(t.eventId), index('roster_uploads_age').on(t.createdAt)],
);

/**
 * A table with the attendees of several sessions of a conference, between upload and import. A scheduled purge deletes it
 * after a day.
 */
export const conferenceUploads = pgTable(
  'conference_uploads',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conferenceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => conferences.id),
    /** Null for a pasted list. */
    fileName: text(),
    lines: jsonb().$type<UploadedLine[]>().notNull(),
    about: jsonb().$type<UploadAbout>().notNull().default({}),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('conference_uploads_conference').on(t.conferenceId), index('conference_uploads_age').on(t.createdAt)],
);

/** How a provider matched the columns of lists with the same headings, for its next list with these headings. */
export const importChoices = pgTable(
  'import_choices',
  {
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    /** SHA-256 of the headings without case, accents and punctuation, in hexadecimal. */
    shape: text().notNull(),
    choice: jsonb().$type<{ columns: string; marks: string; off: string; unmarked: 'leave' | 'completed' }>().notNull(),
    chosenBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    chosenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.providerId, t.shape] })],
);
