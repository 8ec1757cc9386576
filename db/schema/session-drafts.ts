import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { UploadAbout, UploadedLine } from './attendees';
import { bytea } from './bytea';
import { conferences } from './conferences';
import { users } from './people';

/** A row of a list that was not saved with the others: what it was about, and why. */
export type LeftOutRow = { line: number; title: string; why: string[]; eventId?: number };

/** What is known about a list of sessions; once it is saved, the rows that were left out. */
export type SessionListAbout = UploadAbout & { leftOut?: LeftOutRow[] };

/**
 * A list of sessions between its upload, or the grid it was typed into, and its saving: people match the columns and
 * check every row in several steps, which work without JavaScript. A scheduled purge deletes it after a day.
 */
export const sessionDrafts = pgTable(
  'session_drafts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conferenceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => conferences.id),
    source: text({ enum: ['grid', 'pasted', 'file'] }).notNull(),
    fileName: text(),
    lines: jsonb().$type<UploadedLine[]>().notNull(),
    about: jsonb().$type<SessionListAbout>().notNull().default({}),
    /** The file itself, only if the person may choose another sheet or encoding. Never one with a Social Security number. */
    file: bytea(),
    /** Identifies the form that made it: sent again, it replaces the rows, as long as they were not saved. */
    requestKey: uuid().notNull(),
    /** When its rows were saved as sessions, and how many of each; null before. A list is saved once. */
    savedAt: timestamp({ withTimezone: true }),
    added: integer(),
    edited: integer(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('session_drafts_request_key_unique').on(t.requestKey),
    index('session_drafts_conference').on(t.conferenceId),
    index('session_drafts_age').on(t.createdAt),
  ],
);
