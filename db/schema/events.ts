import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  time,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { providers, users } from './people';

/** Maintained by staff, not in code: the agency's own list is not public (DOMAIN, "Event categories"). */
export const eventCategories = pgTable(
  'event_categories',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    position: smallint().notNull(),
    retiredAt: timestamp({ withTimezone: true }),
  },
  (t) => [uniqueIndex('event_categories_name_unique').on(sql`lower(${t.name})`)],
);

/** The number of indexes that the event search is split into; each covers the providers with one remainder. */
export const SEARCH_PARTS = 8;

export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    title: text().notNull(),
    instructor: text().notNull(),
    description: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
    /** An online course that can be taken at any time; at most one year long (M10). */
    asynchronous: boolean().notNull().default(false),
    locationKind: text({ enum: ['online', 'in_person'] }).notNull(),
    city: text(),
    state: text(),
    zip: text(),
    /** Hours of instruction; one hour is one PDU (ARM 10.57.215). An exact decimal, in quarter steps. */
    hours: numeric({ precision: 5, scale: 2 }).notNull(),
    /** The conference that this event is a session of (M24), as the provider named it; null when there is none. */
    conference: text(),
    /** Increases with every edit; an edit based on an older number is refused. */
    version: integer().notNull().default(1),
    /**
     * The count in the latest row of certificate_reports, copied here by a trigger so that "owes a count" is an index
     * and not a join over every event. Null means not reported; 0 means that the provider reported that it issued none
     * (M19).
     */
    certificateCount: integer(),
    /**
     * The number of valid named certificates: issued or claimed, neither superseded nor revoked. Updated by triggers, so
     * that a list can compare what was reported with what there is (M14).
     */
    issuedCount: integer().notNull().default(0),
    /** `issued` of the latest report, copied here by a trigger. */
    reportedIssued: integer(),
    /**
     * A count is recorded, but the valid certificates have changed since. Set by a trigger, so that it can have its own
     * index.
     */
    countDiffers: boolean().notNull().default(false),
    /**
     * When the event was canceled, copied here by a trigger from the latest row of event_cancellations; null when it is
     * not canceled.
     */
    canceledAt: timestamp({ withTimezone: true }),
    /** Title, instructor, city and description without case and accents, for the search box. */
    searchText: text().notNull(),
    attestedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    attestedAt: timestamp({ withTimezone: true }).notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    /** Identifies the form that created the event, so that a form sent twice creates one event. */
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('events_request_key_unique').on(t.requestKey),
    check('events_end_not_before_start', sql`${t.endsOn} >= ${t.startsOn}`),
    check('events_days_finite', sql`isfinite(${t.startsOn}) and isfinite(${t.endsOn})`),
    check('events_hours_in_quarters', sql`${t.hours} > 0 and mod(${t.hours} * 4, 1) = 0`),
    check(
      'events_asynchronous_within_a_year',
      sql`not ${t.asynchronous} or (${t.locationKind} = 'online' and ${t.endsOn} <= ${t.startsOn} + interval '1 year')`,
    ),
    check(
      'events_location_complete',
      sql`(${t.locationKind} = 'online' and ${t.city} is null and ${t.state} is null and ${t.zip} is null)
       or (${t.locationKind} = 'in_person' and ${t.city} is not null and ${t.state} is not null and ${t.zip} ~ '^[0-9]{5}(-[0-9]{4})?$')`,
    ),
    check('events_certificate_count_not_negative', sql`${t.certificateCount} >= 0`),
    check('events_issued_count_not_negative', sql`${t.issuedCount} >= 0`),
    // One index for each sort order of a provider's list; the id makes each key unique for paging.
    index('events_by_end').on(t.providerId, t.endsOn, t.id),
    index('events_by_start').on(t.providerId, t.startsOn, t.id),
    index('events_by_title').on(t.providerId, sql`lower(${t.title}) collate "C"`, t.id),
    index('events_by_instructor').on(t.providerId, sql`lower(${t.instructor}) collate "C"`, t.id),
    index('events_by_hours').on(t.providerId, t.hours, t.id),
    index('events_by_count').on(t.providerId, sql`coalesce(${t.certificateCount}, -1)`, t.id),
    // The same for the list that staff see of every provider's events.
    index('events_everywhere_by_end').on(t.endsOn, t.id),
    index('events_everywhere_by_start').on(t.startsOn, t.id),
    index('events_everywhere_by_title').on(sql`lower(${t.title}) collate "C"`, t.id),
    // Events that still owe a count, oldest first: for one provider, and for staff over all providers. Canceled ones
    // owe none. The header of every page counts the first of these from the index alone.
    index('events_unreported')
      .on(t.providerId, t.endsOn, t.id)
      .where(sql`${t.certificateCount} is null and ${t.canceledAt} is null`),
    index('events_unreported_everywhere')
      .on(t.endsOn, t.id)
      .where(sql`${t.certificateCount} is null and ${t.canceledAt} is null`),
    // There are few of these: events with a recorded count that must be reviewed.
    index('events_count_differs')
      .on(t.providerId, t.endsOn, t.id)
      .where(sql`${t.countDiffers} and ${t.canceledAt} is null`),
    // There are few of these, too. The other lists skip them.
    index('events_canceled').on(t.providerId, t.endsOn, t.id).where(sql`${t.canceledAt} is not null`),
    // Courses that are always open, by when they end: their providers enter them again for the next year (M10).
    index('events_asynchronous_by_end').on(t.endsOn, t.id).where(sql`${t.asynchronous} and ${t.canceledAt} is null`),
    index('events_by_conference')
      .on(t.providerId, sql`lower(${t.conference})`, t.startsOn)
      .where(sql`${t.conference} is not null`),
    // The search, in parts by provider. A single index would list, for each trigram, the events of all providers, and a
    // search would scan those lists: measured with a million events, eight parts make it five to eight times faster and take
    // the same space.
    ...Array.from({ length: SEARCH_PARTS }, (_, part) =>
      index(`events_search_${part}`)
        .using('gin', t.providerId, sql`${t.searchText} gin_trgm_ops`)
        .where(sql`${t.providerId} % ${sql.raw(`${SEARCH_PARTS} = ${part}`)}`),
    ),
  ],
);

export const eventCategoryLinks = pgTable(
  'event_category_links',
  {
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    categoryId: integer()
      .notNull()
      .references(() => eventCategories.id),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.categoryId] }),
    index('event_category_links_category').on(t.categoryId, t.eventId),
  ],
);

/** The optional program schedule of an event (ARM 10.57.216 asks for it in the annual report). */
export const agendaItems = pgTable(
  'agenda_items',
  {
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    position: smallint().notNull(),
    heldOn: date({ mode: 'string' }).notNull(),
    startsAt: time({ precision: 0 }).notNull(),
    endsAt: time({ precision: 0 }).notNull(),
    title: text().notNull(),
    /** False for meals and breaks, which earn no units. */
    counts: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.position] }),
    check('agenda_items_end_after_start', sql`${t.endsAt} > ${t.startsAt}`),
  ],
);

/**
 * The number of certificates issued, each time somebody records it (M9, M14). The latest row counts; the older ones stay as
 * the history. Insert and select only: a trigger refuses the rest.
 */
export const certificateReports = pgTable(
  'certificate_reports',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: bigint({ mode: 'number' })
      .notNull()
      .references(() => events.id),
    count: integer().notNull(),
    /** How many of them were named certificates of this system; the rest were issued on paper. */
    issued: integer().notNull().default(0),
    reportedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    reportedAt: timestamp({ withTimezone: true }).notNull(),
    requestKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('certificate_reports_request_key_unique').on(t.requestKey),
    index('certificate_reports_event').on(t.eventId, t.id),
    check('certificate_reports_count_not_negative', sql`${t.count} >= 0`),
    check('certificate_reports_issued_within_count', sql`${t.issued} between 0 and ${t.count}`),
  ],
);
