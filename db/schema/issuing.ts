import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { mails } from './accounts';
import { attendees } from './attendees';
import { bytea } from './bytea';
import type { FrozenFacts } from './certificates';
import { events } from './events';
import { users } from './people';

/**
 * What certificates of one event have in common, as bytes: the beginning of each of their files. Made once by the
 * browser for each set of shared facts, so that a certificate costs only its own part. Never changed, never deleted.
 */
export const certificateBases = pgTable(
  'certificate_bases',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** SHA-256 of the shared facts with the template's version and the filler's. */
    factsHash: text().notNull(),
    bytes: bytea().notNull(),
    /** Where the filler sets what: lib/certificates/filling reads it, nobody else. */
    plan: jsonb().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('certificate_bases_facts_unique').on(t.factsHash)],
);

/**
 * A certificate made out to one attendee. Facts, bytes and hash never change (M18); triggers refuse update and delete.
 * The file is `bytes`, or, when there is a base, the base's bytes followed by `bytes`.
 */
export const namedCertificates = pgTable(
  'named_certificates',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** As printed: `K7Q3-9F2M-XT4W`; lib/certificates/serial.ts. */
    serial: text().notNull(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    attendeeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    facts: jsonb().$type<FrozenFacts>().notNull(),
    templateVersion: integer().notNull(),
    baseId: bigint({ mode: 'number' }).references(() => certificateBases.id),
    bytes: bytea().notNull(),
    /** SHA-256 of the whole file, in hexadecimal, and its length in bytes. */
    sha256: text().notNull(),
    length: integer().notNull(),
    /** The file carries a cryptographic signature. */
    sealed: boolean().notNull(),
    origin: text({ enum: ['issued', 'claimed', 'learning_system'] }).notNull(),
    /** Null when the attendee claimed it. */
    issuedBy: bigint({ mode: 'number' }).references(() => users.id),
    issuedAt: timestamp({ withTimezone: true }).notNull(),
    /** Name, school, educator number and serial without case and accents, for the search box. */
    searchText: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('named_certificates_serial_unique').on(t.serial),
    index('named_certificates_event').on(t.eventId, t.id),
    index('named_certificates_attendee').on(t.attendeeId, t.id),
    index('named_certificates_sha256').on(t.sha256),
  ],
);

/** Why a certificate does not hold any more: replaced by a corrected one, or revoked. One row at most, kept as written. */
export const certificateEndings = pgTable(
  'certificate_endings',
  {
    certificateId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => namedCertificates.id),
    kind: text({ enum: ['superseded', 'revoked'] }).notNull(),
    /** In the provider's words; shown to nobody but the provider and staff. */
    reason: text().notNull(),
    /** The certificate that took its place. Checked when the transaction ends, as that one is written after. */
    supersededBy: text(),
    endedBy: bigint({ mode: 'number' }).references(() => users.id),
    endedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    check('certificate_endings_named_successor', sql`(${t.kind} = 'superseded') = (${t.supersededBy} is not null)`),
  ],
);

/** Each time a certificate was mailed to its attendee. */
export const certificateMails = pgTable(
  'certificate_mails',
  {
    mailId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => mails.id, { onDelete: 'cascade' }),
    certificateId: bigint({ mode: 'number' })
      .notNull()
      .references(() => namedCertificates.id),
    sentBy: bigint({ mode: 'number' }).references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('certificate_mails_certificate').on(t.certificateId)],
);

/** A long run over many attendees of an event, worked off by a job piece by piece: it survives a restart. */
export const issuingRuns = pgTable(
  'issuing_runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    kind: text({ enum: ['issue', 'mail'] }).notNull(),
    state: text({ enum: ['running', 'paused', 'done', 'cancelled'] }).notNull(),
    total: integer().notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    /** Why it paused, when nobody asked for it: a sentence for the provider. */
    pauseReason: text(),
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('issuing_runs_request_key_unique').on(t.requestKey),
    index('issuing_runs_event').on(t.eventId, t.id),
    // Two at a time would do the same work twice.
    uniqueIndex('issuing_runs_one_open').on(t.eventId, t.kind).where(sql`${t.state} in ('running', 'paused')`),
  ],
);

export const issuingRunItems = pgTable(
  'issuing_run_items',
  {
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => issuingRuns.id),
    attendeeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    doneAt: timestamp({ withTimezone: true }),
    /** Why this one could not be done, as a sentence for the provider. */
    problem: text(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.attendeeId] }),
    index('issuing_run_items_open').on(t.runId, t.attendeeId).where(sql`${t.doneAt} is null`),
  ],
);
