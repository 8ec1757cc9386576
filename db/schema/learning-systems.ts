import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { providers, users } from './people';

/** A key with which a provider's learning management system asks for certificates (M23). Shown once, kept as a hash. */
export const learningSystemKeys = pgTable(
  'learning_system_keys',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => providers.id),
    label: text().notNull(),
    /** Names the key in a signed link; no secret. */
    publicId: text().notNull(),
    /** SHA-256 of the secret, in hexadecimal, for the HTTP endpoint. */
    secretHash: text().notNull(),
    /** What signed links are checked with, made from the secret and sealed with a key that is not in the database. */
    sealedSigningKey: text().notNull(),
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

/** A request that was carried out: the same key again gets the same answer, and nothing happens twice. */
export const learningSystemRequests = pgTable(
  'learning_system_requests',
  {
    keyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => learningSystemKeys.id),
    idempotencyKey: text().notNull(),
    /** SHA-256 of what was asked; another request under the same key is refused. */
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
