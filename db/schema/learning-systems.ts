import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { events } from './events';
import { providers, users } from './people';

/** A key that a provider's learning management system uses to request certificates (M23). Shown once, stored as a hash. */
export const learningSystemKeys = pgTable(
  'learning_system_keys',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    label: text().notNull(),
    /** Identifies the key in a signed link; not a secret. */
    publicId: text().notNull(),
    /** SHA-256 of the secret, in hexadecimal, for the HTTP endpoint. */
    secretHash: text().notNull(),
    /** The key for checking signed links, derived from the secret and encrypted with a key that is not in the database. */
    encryptedSigningKey: text('sealed_signing_key').notNull(),
    /** It gets only certificates of events that are signed digitally (M12); a manager can choose otherwise. */
    signedOnly: boolean().notNull().default(false),
    /** The latest event for which it was refused a certificate because nobody had signed the event, and when. */
    refusedEventId: bigint({ mode: 'number' }).references(() => events.id),
    refusedAt: timestamp({ withTimezone: true }),
    createdBy: bigint({ mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    lastUsedAt: timestamp({ withTimezone: true }),
    revokedAt: timestamp({ withTimezone: true }),
    revokedBy: bigint({ mode: 'number' }).references(() => users.id),
  },
  (t) => [
    uniqueIndex('learning_system_keys_public_id_unique').on(t.publicId),
    uniqueIndex('learning_system_keys_secret_unique').on(t.secretHash),
    index('learning_system_keys_provider').on(t.providerId, t.id),
  ],
);

/** A request that was carried out: a repeat with the same key gets the same answer, and nothing happens twice. */
export const learningSystemRequests = pgTable(
  'learning_system_requests',
  {
    keyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => learningSystemKeys.id),
    idempotencyKey: text().notNull(),
    /** SHA-256 of what was requested; a different request with the same key is refused. */
    requestHash: text().notNull(),
    status: integer().notNull(),
    answer: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.keyId, t.idempotencyKey] }),
    index('learning_system_requests_created').on(t.createdAt),
  ],
);
