import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { events } from './events';
import { providers, users } from './people';

/** An address of a provider's system that is notified when something happens. Removed ones stay in the table. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    /** Names the webhook in the log, and binds its secret to this row. */
    publicId: text().notNull(),
    url: text().notNull(),
    /** The kinds of messages that it gets. */
    types: text().array().notNull(),
    /** The secret that signs messages, encrypted with a key that is not in the database. */
    encryptedSecret: text().notNull(),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    disabledAt: timestamp({ withTimezone: true }),
    /** Null while `disabledAt` is set: it was disabled automatically. */
    disabledBy: bigint({ mode: 'number' }).references(() => users.id),
    /** Why it was disabled automatically: it only failed for days, or its receiver answered that it is gone (410). */
    disabledBecause: text({ enum: ['failing', 'gone'] }),
    removedAt: timestamp({ withTimezone: true }),
    removedBy: bigint({ mode: 'number' }).references(() => users.id),
    /** The first failure since the last success. */
    failingSince: timestamp({ withTimezone: true }),
    /** The latest answer took long or did not come: its messages are sent in the queue of slow webhooks. */
    isSlow: boolean().notNull().default(false),
    /** Until when a job has this webhook to itself. */
    sendingUntil: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('webhooks_public_id_unique').on(t.publicId),
    index('webhooks_provider').on(t.providerId, t.id),
    // The triggers that write messages ask this of every certificate.
    index('webhooks_active').on(t.providerId).where(sql`${t.removedAt} is null and ${t.disabledAt} is null`),
  ],
);

/**
 * A secret that was replaced, encrypted in the same way. It still signs messages until its end, so that a receiver has time
 * for the new one.
 */
export const webhookOldSecrets = pgTable(
  'webhook_old_secrets',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhookId: bigint({ mode: 'number' })
      .notNull()
      .references(() => webhooks.id),
    encryptedSecret: text().notNull(),
    endsAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('webhook_old_secrets_webhook').on(t.webhookId)],
);

/** A message to a webhook, written in the transaction of the change that it reports. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhookId: bigint({ mode: 'number' })
      .notNull()
      .references(() => webhooks.id),
    /** The same for each attempt, so that the receiver can tell a repeat. */
    messageId: text().notNull(),
    type: text().notNull(),
    /** The event that a certificate count is due for; null for all other messages. */
    eventId: bigint({ mode: 'number' }).references(() => events.id),
    /** The JSON that is signed and sent. */
    body: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    state: text({ enum: ['waiting', 'delivered', 'given_up'] })
      .notNull()
      .default('waiting'),
    attempts: integer().notNull().default(0),
    /** When it is sent next; null unless it is waiting. */
    nextAttemptAt: timestamp({ withTimezone: true }),
    lastAttemptAt: timestamp({ withTimezone: true }),
    /** The HTTP status of the latest answer; null when there was none. */
    lastStatus: integer(),
    /** Why the latest attempt failed, in our words. */
    lastError: text(),
    /** The beginning of the latest answer, if it was not a success. */
    lastExcerpt: text(),
  },
  (t) => [
    uniqueIndex('webhook_deliveries_message_unique').on(t.messageId),
    index('webhook_deliveries_webhook').on(t.webhookId, t.id),
    index('webhook_deliveries_waiting').on(t.webhookId, t.nextAttemptAt).where(sql`${t.state} = 'waiting'`),
    index('webhook_deliveries_created').on(t.createdAt),
    // An event's count becomes due once.
    uniqueIndex('webhook_deliveries_count_due_once').on(t.webhookId, t.eventId),
  ],
);
