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
 * The bytes that all certificates of one event have in common: the beginning of each of their files. The browser makes a
 * base once for each set of shared facts, so that each certificate only has to make its own part. Never changed, never
 * deleted.
 */
export const certificateBases = pgTable(
  'certificate_bases',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /**
     * SHA-256 of everything that shapes the bytes: the page with its facts, wording, styles and fonts, how it is printed,
     * and how it is cut. Bases of older templates stay, for the certificates that begin with them.
     */
    factsHash: text().notNull(),
    bytes: bytea().notNull(),
    /** Where the filler puts each value; only lib/printing/filling reads it. */
    plan: jsonb().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('certificate_bases_facts_unique').on(t.factsHash)],
);

/**
 * A certificate issued to one attendee. Facts, bytes and hash never change (M18); triggers refuse update and delete. The
 * file is `bytes` or, if there is a base, the base's bytes followed by `bytes`.
 */
export const namedCertificates = pgTable(
  'named_certificates',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** As printed: `K7Q3-9F2M-XT4W`; see lib/certificates/serial.ts. */
    serial: text().notNull(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    attendeeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => attendees.id),
    facts: jsonb().$type<FrozenFacts>().notNull(),
    templateVersion: text().notNull(),
    baseId: bigint({ mode: 'number' }).references(() => certificateBases.id),
    bytes: bytea().notNull(),
    /** SHA-256 of the whole file, in hexadecimal, and its length in bytes. */
    sha256: text().notNull(),
    length: integer().notNull(),
    /** The file has a cryptographic signature. */
    hasPdfSignature: boolean('sealed').notNull(),
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

/**
 * Why a certificate is no longer valid: superseded by a corrected one, or revoked. At most one row per certificate,
 * immutable.
 */
export const certificateEndings = pgTable(
  'certificate_endings',
  {
    certificateId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => namedCertificates.id),
    kind: text({ enum: ['superseded', 'revoked'] }).notNull(),
    /** In the provider's words; visible only to the provider and staff. */
    reason: text().notNull(),
    /** The certificate that replaced it. Checked when the transaction ends, because that one is inserted afterwards. */
    supersededBy: text(),
    endedBy: bigint({ mode: 'number' }).references(() => users.id),
    endedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('certificate_endings_successor').on(t.supersededBy),
    check('certificate_endings_named_successor', sql`(${t.kind} = 'superseded') = (${t.supersededBy} is not null)`),
  ],
);

/** Each time a certificate was mailed to its attendee. One email can carry several, of the sessions of a conference. */
export const certificateMails = pgTable(
  'certificate_mails',
  {
    mailId: bigint({ mode: 'number' })
      .notNull()
      .references(() => mails.id, { onDelete: 'cascade' }),
    certificateId: bigint({ mode: 'number' })
      .notNull()
      .references(() => namedCertificates.id),
    sentBy: bigint({ mode: 'number' }).references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mailId, t.certificateId] }),
    index('certificate_mails_certificate').on(t.certificateId),
  ],
);

/** A bulk run over many attendees of an event, which a job processes in batches, so that it survives a restart. */
export const issuingRuns = pgTable(
  'issuing_runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    kind: text({ enum: ['issue', 'mail', 'reissue', 'revoke'] }).notNull(),
    /** Why certificates are reissued or revoked, in the provider's words; null for other kinds. */
    reason: text(),
    /** Whether the holders of reissued certificates get the new one by email, and those of revoked ones a notice. */
    mailHolders: boolean().notNull().default(false),
    state: text({ enum: ['running', 'paused', 'done', 'cancelled'] }).notNull(),
    total: integer().notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    /** Why it paused, if nobody requested it: a message for the provider. */
    pauseReason: text(),
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('issuing_runs_request_key_unique').on(t.requestKey),
    index('issuing_runs_event').on(t.eventId, t.id),
    // Two at once would do the same work twice.
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
    /** Why this attendee could not be processed, as a message for the provider. */
    problem: text(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.attendeeId] }),
    index('issuing_run_items_open').on(t.runId, t.attendeeId).where(sql`${t.doneAt} is null`),
  ],
);
