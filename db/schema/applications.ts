import { sql } from 'drizzle-orm';
import { bigint, check, date, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { providers, searchable, users } from './people';

/**
 * An organization's application to be an approved provider, which arrived by email or form and which staff recorded. The
 * agency intends to answer it within seven business days.
 */
export const applications = pgTable(
  'applications',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    organization: text().notNull(),
    kind: text({ enum: ['multiple_event', 'single_event'] }).notNull(),
    contactName: text().notNull(),
    contactEmail: text().notNull(),
    receivedOn: date({ mode: 'string' }).notNull(),
    note: text(),
    /** `waiting`: the applicant was asked something, and the agency's time stops. */
    status: text({ enum: ['open', 'waiting', 'approved', 'declined'] })
      .notNull()
      .default('open'),
    /** The day by which the agency intends to answer, later by the business days that it waited for the applicant. */
    dueOn: date({ mode: 'string' }).notNull(),
    /** The day since which it has been waiting for the applicant; null when it isn't. */
    waitingSince: date({ mode: 'string' }),
    recordedBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    decidedAt: timestamp({ withTimezone: true }),
    /** The provider that an approval added. */
    providerId: bigint({ mode: 'number' }).references(() => providers.id),
    requestKey: uuid().notNull(),
    searchText: text()
      .notNull()
      .generatedAlwaysAs(searchable("organization || ' ' || contact_name || ' ' || contact_email")),
  },
  (t) => [
    uniqueIndex('applications_request_key_unique').on(t.requestKey),
    uniqueIndex('applications_provider_unique').on(t.providerId),
    index('applications_undecided').on(t.dueOn, t.id).where(sql`${t.status} in ('open', 'waiting')`),
    index('applications_decided').on(t.status, t.id).where(sql`${t.decidedAt} is not null`),
    check('applications_decided_when_over', sql`(${t.decidedAt} is null) = (${t.status} in ('open', 'waiting'))`),
    check('applications_waiting_since', sql`(${t.waitingSince} is null) = (${t.status} <> 'waiting')`),
    check('applications_provider_of_approved', sql`(${t.providerId} is null) = (${t.status} <> 'approved')`),
  ],
);

/** What happened to an application, by whom and when. Insert and select only: a trigger refuses the rest. */
export const applicationSteps = pgTable(
  'application_steps',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    applicationId: bigint({ mode: 'number' })
      .notNull()
      .references(() => applications.id),
    kind: text({ enum: ['recorded', 'waiting', 'answered', 'approved', 'declined'] }).notNull(),
    by: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull(),
    /** What the person wrote; null for steps without text. */
    text: text(),
    /** For `declined`, the reason from the list. */
    ground: text(),
  },
  (t) => [index('application_steps_application').on(t.applicationId, t.id)],
);
