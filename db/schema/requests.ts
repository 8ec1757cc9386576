import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
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
import { bytea } from './bytea';
import { events } from './events';
import { providers, searchable, users } from './people';

/** The name and address of the person that access is asked for, as the search compares them. */
export const personAskedFor = (asked: AnyPgColumn) =>
  searchable(sql`coalesce(${asked}->>'name', '') || ' ' || coalesce(${asked}->>'email', '')`);

/** The day on which a request was sent, in Montana. */
export const dayAsked = (at: AnyPgColumn) => sql`((${at} at time zone 'America/Denver')::date)`;

/**
 * What a provider asks the agency to change (M17). All kinds share one engine; each kind is a file in `lib/requests`.
 */
export const requests = pgTable(
  'requests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    kind: text({ enum: ['correction', 'cancellation', 'user', 'provider_data'] }).notNull(),
    /** The event that it is about; null for requests about the provider itself. */
    eventId: bigint({ mode: 'number' }).references(() => events.id),
    /** Updated together with each step, so that queues have an index. */
    status: text({ enum: ['open', 'waiting', 'approved', 'declined', 'withdrawn'] })
      .notNull()
      .default('open'),
    /** Why the provider asks, in its own words. */
    reason: text().notNull(),
    /** What the record should be, and what it was when the provider asked, each as its kind writes it. */
    asked: jsonb().$type<unknown>().notNull(),
    basis: jsonb().$type<unknown>().notNull(),
    basisVersion: integer().notNull(),
    /** The member of staff who answers; null while nobody is assigned. */
    assigneeId: bigint({ mode: 'number' }).references(() => users.id),
    askedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    askedAt: timestamp({ withTimezone: true }).notNull(),
    /**
     * The day by which the agency intends to answer, later by the business days that the request waited for the
     * provider.
     */
    dueOn: date({ mode: 'string' }).notNull(),
    /** The day since which it has been waiting for the provider; null when it isn't. */
    waitingSince: date({ mode: 'string' }),
    decidedAt: timestamp({ withTimezone: true }),
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('requests_request_key_unique').on(t.requestKey),
    index('requests_of_provider').on(t.providerId, t.id),
    index('requests_undecided').on(t.status, t.dueOn, t.id).where(sql`${t.status} in ('open', 'waiting')`),
    index('requests_open_since').on(dayAsked(t.askedAt), t.id).where(sql`${t.status} = 'open'`),
    index('requests_waiting').on(t.providerId).where(sql`${t.status} = 'waiting'`),
    index('requests_decided').on(t.decidedAt, t.id).where(sql`${t.decidedAt} is not null`),
    // For each filter of the list of decided requests, which only grows.
    index('requests_decided_kind').on(t.kind, t.decidedAt, t.id).where(sql`${t.decidedAt} is not null`),
    index('requests_decided_provider').on(t.providerId, t.decidedAt, t.id).where(sql`${t.decidedAt} is not null`),
    index('requests_decided_assignee').on(t.assigneeId, t.decidedAt, t.id).where(sql`${t.decidedAt} is not null`),
    index('requests_event').on(t.eventId),
    index('requests_person_searched')
      .using('gin', sql`${personAskedFor(t.asked)} gin_trgm_ops`)
      .where(sql`${t.kind} = 'user'`),
    // Two undecided requests of one kind for one event would each be based on what the other one changes.
    uniqueIndex('requests_one_undecided').on(t.eventId, t.kind).where(sql`${t.status} in ('open', 'waiting')`),
    // Two would each ask for access for the same person.
    uniqueIndex('requests_one_undecided_user')
      .on(t.providerId, sql`lower(${t.asked}->>'email')`)
      .where(sql`${t.kind} = 'user' and ${t.status} in ('open', 'waiting')`),
    uniqueIndex('requests_one_undecided_provider_data')
      .on(t.providerId)
      .where(sql`${t.kind} = 'provider_data' and ${t.status} in ('open', 'waiting')`),
    check('requests_about_event', sql`(${t.eventId} is not null) = (${t.kind} in ('correction', 'cancellation'))`),
    check('requests_decided_when_over', sql`(${t.decidedAt} is null) = (${t.status} in ('open', 'waiting'))`),
    check('requests_waiting_since', sql`(${t.waitingSince} is null) = (${t.status} <> 'waiting')`),
  ],
);

/**
 * A question, an answer, a decision or another step of a request. Insert and select only: a trigger refuses the rest.
 */
export const requestSteps = pgTable(
  'request_steps',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    requestId: bigint({ mode: 'number' })
      .notNull()
      .references(() => requests.id),
    kind: text({
      enum: ['sent', 'assigned', 'question', 'answer', 'approved', 'declined', 'withdrawn'],
    }).notNull(),
    by: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull(),
    /** What the person wrote, and what an approval did besides the change; null for steps without text. */
    text: text(),
    /** For `assigned`, the person it was assigned to; null when it was unassigned. */
    assigneeId: bigint({ mode: 'number' }).references(() => users.id),
    /** For `declined`, the reason from the list. */
    ground: text(),
  },
  (t) => [index('request_steps_request').on(t.requestId, t.id)],
);

/** A file that a provider added to a request, such as a flyer, byte for byte as it was sent. Immutable. */
export const requestFiles = pgTable(
  'request_files',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    requestId: bigint({ mode: 'number' })
      .notNull()
      .references(() => requests.id),
    fileName: text().notNull(),
    /** Recognized by its content. */
    type: text({ enum: ['pdf', 'png', 'jpeg'] }).notNull(),
    /** SHA-256 of the bytes, in hexadecimal. */
    sha256: text().notNull(),
    length: integer().notNull(),
    bytes: bytea().notNull(),
    addedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    addedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('request_files_unique').on(t.requestId, t.sha256),
    check('request_files_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);
