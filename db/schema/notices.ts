import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { providers, users } from './people';

/**
 * Which days the planner has looked at. Each notice becomes due on a day; the planner takes those that became due since
 * the latest day here. Urgent kinds are planned on every day, and the others on business days.
 */
export const noticePlans = pgTable(
  'notice_plans',
  {
    day: date({ mode: 'string' }).notNull(),
    urgent: boolean().notNull(),
    plannedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.urgent, t.day] })],
);

/** An email with notices, of which a person gets at most one a day, and one more for urgent notices. */
export const noticeDigests = pgTable(
  'notice_digests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    day: date({ mode: 'string' }).notNull(),
    urgent: boolean().notNull(),
    /** The row in `mails`, which is deleted before this one. */
    mailId: bigint({ mode: 'number' }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('notice_digests_one_a_day').on(t.userId, t.day, t.urgent),
    index('notice_digests_mail').on(t.mailId),
    index('notice_digests_created').on(t.createdAt),
  ],
);

/**
 * A reminder of something that waits for a person. It exists once for each kind, subject, person and due day, so that two
 * workers, a repeated job and a clock that is set back remind once.
 */
export const notices = pgTable(
  'notices',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    /** The number of the event, request or other record that it is about, as its kind says. */
    subjectId: bigint({ mode: 'number' }).notNull(),
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** The provider for which the person has to do something; null: the agency. */
    providerId: bigint({ mode: 'number' }).references(() => providers.id),
    dueOn: date({ mode: 'string' }).notNull(),
    urgent: boolean().notNull().default(false),
    /** `void`: its cause was gone, or the person wanted no email, before it was sent. */
    state: text({ enum: ['waiting', 'sent', 'void'] })
      .notNull()
      .default('waiting'),
    digestId: bigint({ mode: 'number' }).references(() => noticeDigests.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('notices_once').on(t.kind, t.subjectId, t.userId, t.dueOn),
    // There are few of these: what the next email of each person will say.
    index('notices_waiting').on(t.userId, t.id).where(sql`${t.state} = 'waiting'`),
    index('notices_digest').on(t.digestId),
    index('notices_created').on(t.createdAt),
    // What was not sent, because its cause may come back.
    index('notices_void').on(t.kind, t.dueOn).where(sql`${t.state} = 'void'`),
    check('notices_sent_in_digest', sql`${t.state} <> 'sent' or ${t.digestId} is not null`),
  ],
);

/** What a person chose about reminders. Without a row, the defaults of each kind apply. */
export const noticePreferences = pgTable('notice_preferences', {
  userId: bigint({ mode: 'number' })
    .primaryKey()
    .references(() => users.id),
  /** False: no email with notices at all. */
  emails: boolean().notNull().default(true),
  /** For each kind that the person chose about: by email each day, by email once a week, in the product only, or not. */
  choices: jsonb().$type<Record<string, string>>().notNull().default({}),
  updatedAt: timestamp({ withTimezone: true }).notNull(),
});

/** Something on a person's to-do list that they want to see again on a later day. */
export const todoDelays = pgTable(
  'todo_delays',
  {
    userId: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    kind: text().notNull(),
    subjectId: bigint({ mode: 'number' }).notNull(),
    /** The first day on which it is on the list again. */
    untilDay: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.subjectId] }), index('todo_delays_until').on(t.untilDay)],
);
