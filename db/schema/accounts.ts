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

/** Ten codes for the day the phone is lost; each works once. Only hashes are kept. */
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

/** Between the right password and the code of the authenticator app: no session yet. */
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

/** The letters in a box, or the sum that a computer works out instead; single use, five minutes. */
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
 * One walk through "Reset password", also the first access (M1). A username that does not exist gets a row as well,
 * without a user, so that both walk the same way.
 */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of the token in the cookie of the browser that asked; no other browser can go on with it. */
    browserHash: text().notNull(),
    username: text().notNull(),
    userId: bigint({ mode: 'number' }).references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    emailConfirmedAt: timestamp({ withTimezone: true }),
    /** HMAC of the code in the e-mail. */
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

/** A link that opens the choice of a first password once, for a person whose mail cannot be sent. */
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

/** A new e-mail address that waits for a code from the old address and one from the new. */
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
 * A letter to a person. It is written in the transaction that causes it and carried by a job. `sending` is saved
 * before the letter is handed over: a server that dies in between leaves it there, and it is not sent again, because
 * nobody can know whether it went out.
 */
export const mails = pgTable(
  'mails',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    toAddress: text().notNull(),
    subject: text().notNull(),
    /** Emptied once the letter is out: it may hold a code. */
    text: text().notNull(),
    html: text().notNull(),
    state: text({ enum: ['waiting', 'sending', 'sent', 'refused', 'expired'] })
      .notNull()
      .default('waiting'),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    sentAt: timestamp({ withTimezone: true }),
    /** The named certificate that goes with it as a PDF. */
    certificateId: bigint({ mode: 'number' }),
    /** The letter is worth nothing after this moment (a code), and is then not sent any more. */
    expiresAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('mails_state').on(t.state, t.id), check('mails_one_line_subject', sql`${t.subject} !~ '[\\r\\n]'`)],
);
