import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { users } from './people';

/**
 * Who did what, when. Insert and select only, enforced by triggers. The address and the details may contain personal data:
 * an approved disposal run may erase both, and nothing else of the row.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    actorKind: text().notNull(),
    /** A user's or attendee's id, a key's public id, a job's name or a command, depending on the kind; null: unknown. */
    actorId: text(),
    /** What gave an attendee access, such as `share_link:7`. */
    actorThrough: text(),
    /** The person whose authority was used: themselves, or the one a job worked for. */
    userId: bigint({ mode: 'number' }),
    /** The provider that staff acted for. */
    onBehalfOf: bigint({ mode: 'number' }),
    action: text().notNull(),
    subjectType: text().notNull(),
    /** Null: no such record exists, as for a sign-in with an unknown username. */
    subjectId: bigint({ mode: 'number' }),
    /** The provider whose record the subject is. */
    providerId: bigint({ mode: 'number' }),
    requestId: text(),
    address: text(),
    details: jsonb().$type<Record<string, unknown>>(),
    /** For entries from before the chain had its own table: what their first hash covered and no other column has. */
    firstChain: jsonb().$type<{
      subject: string;
      actorProviderId: number | null;
      previousHash: string;
      hash: string;
    }>(),
  },
  (t) => [
    index('audit_entries_subject').on(t.subjectType, t.subjectId, t.id),
    // One index for each way to search the log; the id makes each moment unique for paging.
    index('audit_entries_user').on(t.userId, t.at, t.id),
    index('audit_entries_provider').on(t.providerId, t.at, t.id),
    index('audit_entries_action').on(t.action, t.at, t.id),
    index('audit_entries_at').on(t.at, t.id),
  ],
);

/** The hash chain over the entries. A trigger writes it when a transaction commits; nothing else may write it. */
export const auditChain = pgTable(
  'audit_chain',
  {
    /** 1, 2, 3 …, without gaps, so that a removed link is noticed. */
    position: bigint({ mode: 'number' }).primaryKey(),
    entryId: bigint({ mode: 'number' }).notNull(),
    /** SHA-256 of the entry's details and address; it stays when they are erased. */
    payloadDigest: text().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [uniqueIndex('audit_chain_entry').on(t.entryId)],
);

/** A check of the whole chain, which an administrator started. A job writes its progress and its result. */
export const auditChecks = pgTable(
  'audit_checks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    startedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    /** How many links were read so far, and how many there are. */
    done: bigint({ mode: 'number' }).notNull().default(0),
    total: bigint({ mode: 'number' }).notNull().default(0),
    endedAt: timestamp({ withTimezone: true }),
    /** Null until the check has ended, and when it could not be completed. */
    result: jsonb().$type<{
      links: number;
      erased: number;
      anchors: number;
      /** How many lines of the anchors could not be read. */
      unreadable: number;
      problems: { position: number | null; sentence: string }[];
    }>(),
  },
  (t) => [
    // One check at a time.
    uniqueIndex('audit_checks_running').on(sql`(true)`).where(sql`${t.endedAt} is null`),
  ],
);

/**
 * A list of rows to be deleted by law. One administrator approves it and another confirms it; only then do the tables with
 * immutable rows allow these rows, and no others, to be deleted. Triggers enforce each step.
 */
export const disposalRuns = pgTable(
  'disposal_runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The retention rule that it follows, as named in the agency's schedule. */
    rule: text().notNull(),
    /** Where the approval is filed, such as the number of a destruction form. */
    approvalReference: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    approvedBy: bigint({ mode: 'number' }).references(() => users.id),
    approvedAt: timestamp({ withTimezone: true }),
    confirmedBy: bigint({ mode: 'number' }).references(() => users.id),
    confirmedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    check('disposal_runs_reference', sql`btrim(${t.approvalReference}) <> '' and btrim(${t.rule}) <> ''`),
    check('disposal_runs_approved', sql`(${t.approvedBy} is null) = (${t.approvedAt} is null)`),
    check('disposal_runs_confirmed', sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
    check(
      'disposal_runs_two_people',
      sql`${t.confirmedBy} is null or (${t.approvedBy} is not null and ${t.approvedBy} <> ${t.confirmedBy})`,
    ),
  ],
);

/** One row of a disposal run: its table, and its primary key as text. */
export const disposalRunItems = pgTable(
  'disposal_run_items',
  {
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => disposalRuns.id),
    tableName: text().notNull(),
    rowKey: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.tableName, t.rowKey] }),
    index('disposal_run_items_row').on(t.tableName, t.rowKey),
  ],
);
