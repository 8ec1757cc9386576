import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { attendees } from './attendees';
import { conferences } from './conferences';
import { events } from './events';
import { namedCertificates } from './issuing';
import { users } from './people';

/** An unguessable link through which attendees get their certificate of one event (M13, M23, M25). */
export const shareLinks = pgTable(
  'share_links',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** For the provider only: "Friday's group". */
    label: text().notNull(),
    access: text({ enum: ['open', 'code_word', 'roster'] }).notNull(),
    codeWord: text(),
    /** Attendees must complete the evaluation first (M25). */
    afterEvaluation: boolean().notNull().default(false),
    /** The provider approves each claim before a certificate is issued. */
    reviewed: boolean().notNull().default(false),
    /** SHA-256 of the 32 random bytes in the address, in hexadecimal. */
    tokenHash: text().notNull(),
    /** The same bytes, encrypted with a key that is not in the database, so that the provider can see the address again. */
    encryptedToken: text('sealed_token').notNull(),
    /** Montana dates, both inclusive; null: no limit. */
    firstDay: date({ mode: 'string' }),
    lastDay: date({ mode: 'string' }),
    /** The maximum number of claims; null: no limit. */
    most: integer(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
    revokedBy: bigint({ mode: 'number' }).references(() => users.id),
  },
  (t) => [
    uniqueIndex('share_links_token_unique').on(t.tokenHash),
    index('share_links_event').on(t.eventId, t.id),
    check('share_links_code_word', sql`(${t.access} = 'code_word') = (${t.codeWord} is not null)`),
    check('share_links_days', sql`${t.lastDay} >= ${t.firstDay}`),
    check('share_links_most', sql`${t.most} > 0`),
  ],
);

/**
 * The link of a conference, through which attendees claim the certificates of several sessions at once (M24). Each session
 * still requires what its own link requires.
 */
export const conferenceLinks = pgTable(
  'conference_links',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conferenceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => conferences.id),
    /** SHA-256 of the 32 random bytes in the address, in hexadecimal. */
    tokenHash: text().notNull(),
    /** The same bytes, encrypted with a key that is not in the database, so that the provider can see the address again. */
    encryptedToken: text('sealed_token').notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
    revokedBy: bigint({ mode: 'number' }).references(() => users.id),
  },
  (t) => [
    uniqueIndex('conference_links_token_unique').on(t.tokenHash),
    // A conference has one address at a time.
    uniqueIndex('conference_links_one_open').on(t.conferenceId).where(sql`${t.revokedAt} is null`),
    index('conference_links_conference').on(t.conferenceId, t.id),
  ],
);

/** A request for a certificate through a link, with the statements that the link asks for. */
export const claims = pgTable(
  'claims',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** Null: the claim came from a learning management system. */
    shareLinkId: bigint({ mode: 'number' }).references(() => shareLinks.id),
    /** The conference through whose link it was made, where the browser finds it even if the session leaves the conference. */
    conferenceId: bigint({ mode: 'number' }).references(() => conferences.id),
    /** SHA-256 of the token in the browser's cookie, so that only the person who claimed can find the certificates again. */
    holderHash: text().notNull(),
    name: text().notNull(),
    email: text(),
    school: text().notNull().default(''),
    educatorNumber: text().notNull().default(''),
    state: text({ enum: ['waiting', 'issued', 'refused', 'withdrawn'] }).notNull(),
    /** Why it waits, or waited, for the provider's decision; null: it did not, or was made before this was recorded. */
    waitsFor: text({ enum: ['review', 'not_completed', 'has_certificate', 'same_name', 'other_year', 'overlap'] }),
    attendeeId: bigint({ mode: 'number' }).references(() => attendees.id),
    certificateId: bigint({ mode: 'number' }).references(() => namedCertificates.id),
    /** "I completed the event and am a Montana educator" (M23). */
    statedAt: timestamp({ withTimezone: true }).notNull(),
    decidedBy: bigint({ mode: 'number' }).references(() => users.id),
    decidedAt: timestamp({ withTimezone: true }),
    reason: text(),
    /** Identifies the form, so that a form sent twice makes one claim. */
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('claims_request_key_unique').on(t.requestKey),
    index('claims_event').on(t.eventId, t.id),
    index('claims_link').on(t.shareLinkId, t.state),
    index('claims_holder').on(t.holderHash, t.id),
    // There are few of these at any time: claims that providers still have to decide.
    index('claims_waiting').on(t.eventId, t.id).where(sql`${t.state} = 'waiting'`),
    check(
      'claims_issued_with_certificate',
      sql`${t.state} in ('waiting', 'refused') or ${t.certificateId} is not null`,
    ),
  ],
);

/** The questions that attendees are asked about an event (M25), in the format of lib/evaluations/questions.ts. */
export const evaluationForms = pgTable('evaluation_forms', {
  eventId: bigint({ mode: 'number' })
    .primaryKey()
    .references(() => events.id),
  questions: jsonb().$type<unknown>().notNull(),
  version: integer().notNull().default(1),
  updatedBy: bigint({ mode: 'number' })
    .notNull()
    .references(() => users.id),
  updatedAt: timestamp({ withTimezone: true }).notNull(),
});

/**
 * One person's answers, without the person: no claim, no timestamp, and an id that reveals no order, so that nobody can
 * match answers to claims.
 */
export const evaluationAnswers = pgTable(
  'evaluation_answers',
  {
    id: uuid().primaryKey().defaultRandom(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    /** The questions as they were when the person answered them. */
    questions: jsonb().$type<unknown>().notNull(),
    answers: jsonb().$type<unknown>().notNull(),
    /**
     * Answers are revealed in batches of five people who answered the same questions: shown one by one, each could be matched
     * to the claim that came with it.
     */
    batch: integer('portion').notNull(),
  },
  (t) => [index('evaluation_answers_event').on(t.eventId, t.batch)],
);

/**
 * A code sent to an email address, with which somebody proves through a link for roster members, or the link of a conference,
 * that the address is theirs.
 */
export const rosterProofs = pgTable(
  'roster_proofs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The link of an event or of a conference: one of the two. */
    shareLinkId: bigint({ mode: 'number' }).references(() => shareLinks.id),
    conferenceLinkId: bigint({ mode: 'number' }).references(() => conferenceLinks.id),
    /** SHA-256 of the token in the cookie of the browser that asked for the code. */
    tokenHash: text().notNull(),
    email: text().notNull(),
    /** HMAC of the code that was sent, or of random bytes when the address is not on the roster and no code was sent. */
    codeHash: text().notNull(),
    tries: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    provedAt: timestamp({ withTimezone: true }),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('roster_proofs_token_unique').on(t.tokenHash),
    index('roster_proofs_expiry').on(t.expiresAt),
    check('roster_proofs_one_link', sql`num_nonnulls(${t.shareLinkId}, ${t.conferenceLinkId}) = 1`),
  ],
);
