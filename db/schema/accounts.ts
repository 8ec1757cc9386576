import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from './people';

/** Ten codes for when a person loses the phone; each works once. Only hashes are stored. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    codeHash: text().notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

/** A sign-in between the right password and the code of the authenticator app: there is no session yet. */
export const signInChallenges = pgTable(
  'sign_in_challenges',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of the token in the browser's cookie. */
    tokenHash: text().notNull(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    tries: integer().notNull().default(0),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('sign_in_challenges_token_hash_unique').on(t.tokenHash),
    index('sign_in_challenges_expires').on(t.expiresAt),
  ],
);

/** The characters in a picture, or the sum that a computer works out instead; single use, valid for five minutes. */
export const humanChecks = pgTable(
  'human_checks',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['letters', 'work'] }).notNull(),
    /** HMAC of the answer. */
    answerHash: text().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('human_checks_expires').on(t.expiresAt)],
);

/**
 * One pass through "Reset password", or the first access (M1). A username that does not exist gets a row as well, without a
 * user, so that both go through the same steps.
 */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of the token in the cookie of the browser that asked; no other browser can continue with it. */
    browserHash: text().notNull(),
    username: text().notNull(),
    userId: bigint({ mode: 'number' }).references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    emailConfirmedAt: timestamp({ withTimezone: true }),
    /** HMAC of the code in the email. */
    codeHash: text(),
    codeExpiresAt: timestamp({ withTimezone: true }),
    codeTries: integer().notNull().default(0),
    codesSent: integer().notNull().default(0),
    codeVerifiedAt: timestamp({ withTimezone: true }),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('password_resets_browser_hash_unique').on(t.browserHash),
    index('password_resets_user').on(t.userId),
    index('password_resets_expires').on(t.expiresAt),
  ],
);

/** A link that lets a person choose a first password, once, when no email can be sent to them. */
export const firstAccessLinks = pgTable(
  'first_access_links',
  {
    tokenHash: text().primaryKey(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('first_access_links_user').on(t.userId)],
);

/** A new email address that waits for one code from the old address and one from the new. */
export const emailChanges = pgTable(
  'email_changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    newEmail: text().notNull(),
    oldCodeHash: text().notNull(),
    newCodeHash: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    tries: integer().notNull().default(0),
    oldConfirmedAt: timestamp({ withTimezone: true }),
    newConfirmedAt: timestamp({ withTimezone: true }),
    usedAt: timestamp({ withTimezone: true }),
    cancelledAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('email_changes_user').on(t.userId, t.id)],
);

/**
 * An email to a person, written in the transaction that causes it and delivered by a job. `sending` is saved before the
 * email is passed to the mail server: if our server dies in between, the email stays `sending` and is not sent again,
 * because nobody can know whether it went out.
 */
export const mails = pgTable(
  'mails',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    toAddress: text().notNull(),
    subject: text().notNull(),
    /** Emptied once the email is out, because it may contain a code. */
    text: text().notNull(),
    html: text().notNull(),
    state: text({ enum: ['waiting', 'sending', 'sent', 'refused', 'expired'] })
      .notNull()
      .default('waiting'),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** When the delivery that is going on, or whose outcome is not known, began; null for an email that is waiting. */
    claimedAt: timestamp({ withTimezone: true }),
    sentAt: timestamp({ withTimezone: true }),
    /** The named certificate that is attached as a PDF. */
    certificateId: bigint({ mode: 'number' }),
    /** After this moment the email is useless (it contains a code) and is not sent any more. */
    expiresAt: timestamp({ withTimezone: true }),
    /**
     * What the Message-ID is made from, for an email that exists once by what it is about; null: from this row. It is
     * unique, so the same email cannot be written twice.
     */
    messageKey: text(),
    /** The address that ends emails of its kind with one click (RFC 8058); emptied with the text. */
    unsubscribeUrl: text(),
  },
  (t) => [
    index('mails_state').on(t.state, t.id),
    // For the email log: everything to an address, and everything of a kind.
    index('mails_address').on(sql`lower(${t.toAddress})`, t.id),
    index('mails_kind').on(t.kind, t.id),
    uniqueIndex('mails_message_key_unique').on(t.messageKey),
    check('mails_one_line_subject', sql`${t.subject} !~ '[\\r\\n]'`),
  ],
);

/**
 * An email that did not reach its recipient: the mail server refused it, or a delivery report said so later. Only the
 * status is stored, because everything else in a report is text that a stranger may have written.
 */
export const mailBounces = pgTable(
  'mail_bounces',
  {
    mailId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => mails.id, { onDelete: 'cascade' }),
    how: text({ enum: ['refused', 'report'] }).notNull(),
    /** The status of RFC 3463, such as 5.1.1. */
    status: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    // For reminders, which count from the day.
    index('mail_bounces_day').on(sql`((${t.at} at time zone 'America/Denver')::date)`),
    check('mail_bounces_status', sql`${t.status} ~ '^5[.][0-9]{1,3}[.][0-9]{1,3}$'`),
  ],
);
