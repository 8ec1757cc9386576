import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea } from './bytea';

/**
 * Returns text in its searchable form, without case or accents: the database's version of `searchable` in
 * lib/platform/text.ts.
 */
export const searchable = (text: string | SQL) =>
  sql`lower(regexp_replace(normalize(${typeof text === 'string' ? sql.raw(text) : text}, NFKD), ${sql.raw(`'[\\u0300-\\u036f''’ʼ\`]'`)}, '', 'g'))`;

export type PostalAddress = { street: string; city: string; state: string; zip: string };
export type ProviderContact = { name: string; email: string; phone: string };
export type Signatory = { name: string; title: string };

/**
 * How a provider stands with the agency. `closed`: it no longer exists as a provider; only staff
 * use its records.
 */
const STANDINGS = ['good', 'reports_overdue', 'probation', 'suspended', 'withdrawn', 'closed'] as const;

export const providers = pgTable(
  'providers',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The legal name, printed on every certificate of the provider. */
    name: text().notNull(),
    /** The other names that people know it by, one on each line; they are found, and not printed. */
    knownAs: text().notNull().default(''),
    /** Printed on every certificate of the provider (DOMAIN: "Provider kinds"). */
    phone: text().notNull(),
    kind: text({ enum: ['multiple_event', 'single_event'] }).notNull(),
    type: text().notNull(),
    mailingAddress: jsonb().$type<PostalAddress>(),
    /** Null when it is the mailing address. */
    physicalAddress: jsonb().$type<PostalAddress>(),
    website: text(),
    /** The people that the agency calls; they need no sign-in. */
    primaryContact: jsonb().$type<ProviderContact>(),
    deputyContact: jsonb().$type<ProviderContact>(),
    /** The person who answers for the provider's certificates (M12). */
    signatory: jsonb().$type<Signatory>(),
    /** Whether the public directory may show its phone and website (M26). */
    directoryConsent: boolean().notNull().default(false),
    approvedOn: date({ mode: 'string' }),
    /** A trigger copies these from the latest row of `provider_standings`: the standing from a day on, and until then. */
    standing: text({ enum: STANDINGS }).notNull().default('good'),
    standingFrom: date({ mode: 'string' }),
    standingBefore: text({ enum: STANDINGS }).notNull().default('good'),
    /** The provider that this one was merged into; it is closed then, and its links lead there. */
    mergedInto: bigint({ mode: 'number' }).references((): AnyPgColumn => providers.id),
    /** Increased with each change of what the provider may ask to change. */
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    searchText: text().notNull().generatedAlwaysAs(searchable("name || ' ' || known_as")),
  },
  (t) => [
    uniqueIndex('providers_name_unique').on(sql`lower(${t.name})`),
    index('providers_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
  ],
);

/**
 * Something that staff proposed about a provider, which takes effect when a second member of staff confirms it.
 */
export const proposals = pgTable(
  'proposals',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    kind: text({ enum: ['standing', 'close', 'merge'] }).notNull(),
    /** What the kind needs to know. */
    asked: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Why, for the provider to read. */
    reason: text().notNull(),
    proposedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    proposedAt: timestamp({ withTimezone: true }).notNull(),
    status: text({ enum: ['open', 'confirmed', 'declined', 'withdrawn'] })
      .notNull()
      .default('open'),
    decidedBy: bigint({ mode: 'number' }).references(() => users.id),
    decidedAt: timestamp({ withTimezone: true }),
    /** What the second person said, for staff only. */
    note: text(),
  },
  (t) => [
    uniqueIndex('proposals_one_open').on(t.providerId).where(sql`${t.status} = 'open'`),
    index('proposals_provider').on(t.providerId, t.id),
    check('proposals_decided', sql`(${t.status} = 'open') = (${t.decidedAt} is null)`),
    check(
      'proposals_second_person',
      sql`${t.status} <> 'confirmed' or (${t.decidedBy} is not null and ${t.decidedBy} <> ${t.proposedBy})`,
    ),
  ],
);

/**
 * What staff decided about a provider's standing; the latest row counts, from its day on. Insert and select only: a
 * trigger refuses the rest.
 */
export const providerStandings = pgTable(
  'provider_standings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    standing: text({ enum: STANDINGS }).notNull(),
    /** The standing in force when it was decided, which continues until the day before. */
    standingBefore: text({ enum: STANDINGS }).notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    reviewOn: date({ mode: 'string' }),
    /** Why, for the provider to read. */
    reason: text().notNull(),
    by: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull(),
    /** The proposal that a second person confirmed; null: one person may decide it. */
    proposalId: bigint({ mode: 'number' }).references(() => proposals.id),
  },
  (t) => [
    index('provider_standings_provider').on(t.providerId, t.id),
    check(
      'provider_standings_second_person',
      sql`${t.standing} not in ('suspended', 'withdrawn', 'closed') or ${t.proposalId} is not null`,
    ),
  ],
);

/** What staff note about a provider, for staff only. Insert and select only: a trigger refuses the rest. */
export const providerNotes = pgTable(
  'provider_notes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    text: text().notNull(),
    by: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('provider_notes_provider').on(t.providerId, t.id)],
);

/** A file with everything on record about a provider, which a job makes for staff. */
export const providerExports = pgTable(
  'provider_exports',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    askedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    askedAt: timestamp({ withTimezone: true }).notNull(),
    /** Null while it is being made. */
    endedAt: timestamp({ withTimezone: true }),
    /** Null when it could not be made. */
    sha256: text(),
    length: bigint({ mode: 'number' }),
  },
  (t) => [
    index('provider_exports_provider').on(t.providerId, t.id),
    uniqueIndex('provider_exports_one_running').on(t.providerId).where(sql`${t.endedAt} is null`),
    index('provider_exports_asked').on(t.askedAt),
  ],
);

/** The bytes of an export, in pieces, so that neither making nor sending it needs the whole in memory. */
export const providerExportParts = pgTable(
  'provider_export_parts',
  {
    exportId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providerExports.id),
    position: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.position] })],
);

/** A merge of two providers: what belonged to the source belongs to the target. */
export const providerMerges = pgTable(
  'provider_merges',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    targetId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    proposalId: bigint({ mode: 'number' })
      .notNull()
      .references(() => proposals.id),
    mergedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    mergedAt: timestamp({ withTimezone: true }).notNull(),
    undoneBy: bigint({ mode: 'number' }).references(() => users.id),
    undoneAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('provider_merges_proposal_unique').on(t.proposalId),
    uniqueIndex('provider_merges_one_in_force').on(t.sourceId).where(sql`${t.undoneAt} is null`),
    index('provider_merges_target').on(t.targetId),
    check('provider_merges_two', sql`${t.sourceId} <> ${t.targetId}`),
  ],
);

/** Exactly what a merge moved, so that undoing it moves only that. Insert and select only: a trigger refuses the rest. */
export const providerMergeRows = pgTable(
  'provider_merge_rows',
  {
    mergeId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providerMerges.id),
    kind: text({ enum: ['event', 'conference', 'user', 'key', 'webhook', 'request'] }).notNull(),
    /** The number of the row; of the person, for a user of the provider. */
    rowId: bigint({ mode: 'number' }).notNull(),
    /** For a user: the role at the source. */
    role: text({ enum: ['manager', 'editor', 'viewer'] }),
    /** For a user: whether they worked for the target already, and keep their role there. */
    wasThere: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.mergeId, t.kind, t.rowId] })],
);

export const users = pgTable(
  'users',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Without the domain: `jdoe`, never `OPI\jdoe` (M5). Stored in lower case. */
    username: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    passwordHash: text(),
    staffRole: text({ enum: ['staff', 'administrator'] }),
    disabledAt: timestamp({ withTimezone: true }),
    passwordChangedAt: timestamp({ withTimezone: true }),
    /** The page after signing in: the Secure Portal (M3), or directly the person's one program. */
    startPage: text({ enum: ['portal', 'program'] })
      .notNull()
      .default('portal'),
    /** When the person finished or skipped the guided first visit (M27); null: it is offered. */
    tourEndedAt: timestamp({ withTimezone: true }),
    /** The authenticator app's secret, encrypted with a key that is not in the database; null: no two-step sign-in. */
    twoStepSecret: text(),
    /** When the person typed the first code. */
    twoStepConfirmedAt: timestamp({ withTimezone: true }),
    /** The time step of the last accepted code, so that a code works only once. */
    twoStepLastStep: bigint({ mode: 'number' }),
    /** A demo sign-in, whose password is public; the server then listens on loopback only, unless HOST is set. */
    demo: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Begins with the name, so it also determines the order of lists. */
    searchText: text().notNull().generatedAlwaysAs(searchable("name || ' ' || username || ' ' || email")),
  },
  (t) => [
    uniqueIndex('users_username_unique').on(t.username),
    // For emails that came back.
    index('users_email').on(sql`lower(${t.email})`),
    check('users_username_lower_case', sql`${t.username} = lower(${t.username})`),
    index('users_demo').on(t.demo).where(sql`${t.demo}`),
    index('users_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
    index('users_in_order').on(t.searchText, t.id),
    // There are few of these: the agency's staff.
    index('users_staff').on(t.id).where(sql`${t.staffRole} is not null`),
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

/** A sign-in, live or ended: the cookie only identifies the row, and every request checks the row. */
export const sessions = pgTable(
  'sessions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of the token in the cookie, in hexadecimal. */
    tokenHash: text().notNull(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** The provider that the person works for in this session; null for staff. */
    providerId: bigint({ mode: 'number' }).references(() => providers.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    /** Shown to the person in the list of where they are signed in (M20). */
    address: text().notNull().default(''),
    userAgent: text().notNull().default(''),
    /** For staff: the provider that they act for in this session, until this moment. */
    actingProviderId: bigint({ mode: 'number' }).references(() => providers.id),
    actingUntil: timestamp({ withTimezone: true }),
    /** When the person said, from another sign-in, that this one is their own; it is then no longer highlighted. */
    recognisedAt: timestamp({ withTimezone: true }),
    /** The encrypted secret of a two-step setup that was begun in this session, with the password, and waits for its first code. */
    setUpSecret: text(),
    setUpBegunAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('sessions_token_hash_unique').on(t.tokenHash),
    index('sessions_user').on(t.userId),
    index('sessions_created').on(t.createdAt),
    check('sessions_acting_until', sql`(${t.actingProviderId} is null) = (${t.actingUntil} is null)`),
    check('sessions_set_up_begun', sql`(${t.setUpSecret} is null) = (${t.setUpBegunAt} is null)`),
    check('sessions_acting_for_one', sql`${t.providerId} is null or ${t.actingProviderId} is null`),
  ],
);

/**
 * A browser that somebody has signed in from. Its cookie grants no access: it only gives this person a separate allowance of
 * tries, which strangers cannot use up. One browser that several people use has a row for each of them.
 */
export const knownDevices = pgTable(
  'known_devices',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** SHA-256 of the token in the browser's cookie, in hexadecimal. */
    tokenHash: text().notNull(),
    /** The network of the latest sign-in: an IPv4 address, or the /64 of an IPv6 address. */
    network: text().notNull(),
    userAgent: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    lastUsedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('known_devices_user_token_unique').on(t.userId, t.tokenHash),
    index('known_devices_last_used').on(t.lastUsedAt),
  ],
);

/** How often something was tried within a time window; shared by all instances of the server. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().notNull(),
    windowStart: timestamp({ withTimezone: true }).notNull(),
    count: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] }), index('rate_limits_window').on(t.windowStart)],
);
