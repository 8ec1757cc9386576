import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** Text as it is searched: no case, no accents. The same as `searchable` in lib/platform/text.ts, done by the database. */
const searchable = (text: string) =>
  sql.raw(`lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f''’ʼ\`]', '', 'g'))`);

export const providers = pgTable(
  'providers',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    /** Printed on every certificate of the provider (DOMAIN: "Provider kinds"). */
    phone: text().notNull(),
    kind: text({ enum: ['multiple_event', 'single_event'] }).notNull(),
    type: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    searchText: text().notNull().generatedAlwaysAs(searchable('name')),
  },
  (t) => [
    uniqueIndex('providers_name_unique').on(sql`lower(${t.name})`),
    index('providers_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
  ],
);

export const users = pgTable(
  'users',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Without the domain: `jdoe`, never `OPI\jdoe` (M5). Kept in lower case. */
    username: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    passwordHash: text(),
    staffRole: text({ enum: ['staff', 'administrator'] }),
    disabledAt: timestamp({ withTimezone: true }),
    passwordChangedAt: timestamp({ withTimezone: true }),
    /** Where signing in leads: the Secure Portal (M3), or straight to the person's one program. */
    startPage: text({ enum: ['portal', 'program'] })
      .notNull()
      .default('portal'),
    /** When the guided first visit was finished or skipped (M27); null: it is offered. */
    tourEndedAt: timestamp({ withTimezone: true }),
    /** The authenticator app's secret, sealed with a key that is not in the database; null: no two-step sign-in. */
    twoStepSecret: text(),
    /** Null while the person has not yet typed a first code. */
    twoStepConfirmedAt: timestamp({ withTimezone: true }),
    /** The time step of the last code that was accepted: a code works once. */
    twoStepLastStep: bigint({ mode: 'number' }),
    /** A sign-in whose password is public knowledge; the server then listens on loopback only. */
    demo: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Begins with the name, so it is the order of lists, too. */
    searchText: text().notNull().generatedAlwaysAs(searchable("name || ' ' || username || ' ' || email")),
  },
  (t) => [
    uniqueIndex('users_username_unique').on(t.username),
    check('users_username_lower_case', sql`${t.username} = lower(${t.username})`),
    index('users_demo').on(t.demo).where(sql`${t.demo}`),
    index('users_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
    index('users_in_order').on(t.searchText, t.id),
  ],
);

/** One person may work for several providers, with a role at each. */
export const memberships = pgTable(
  'memberships',
  {
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    role: text({ enum: ['manager', 'editor', 'viewer'] }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.providerId] }), index('memberships_provider').on(t.providerId)],
);

/** A sign-in that is still good, or was: the cookie only names the row, and the row decides at every request. */
export const sessions = pgTable(
  'sessions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of the token in the cookie, in hexadecimal. */
    tokenHash: text().notNull(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** For whom the person works in this session; null for staff. */
    providerId: bigint({ mode: 'number' }).references(() => providers.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    /** Shown to the person under "where I am signed in" (M20). */
    address: text().notNull().default(''),
    userAgent: text().notNull().default(''),
    /** When the person said, from another sign-in, that this one is their own; it is then not pointed out again. */
    recognisedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('sessions_token_hash_unique').on(t.tokenHash),
    index('sessions_user').on(t.userId),
    index('sessions_created').on(t.createdAt),
  ],
);

/** How often something was tried in a window of time; shared by all instances of the server. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().notNull(),
    windowStart: timestamp({ withTimezone: true }).notNull(),
    count: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] }), index('rate_limits_window').on(t.windowStart)],
);
