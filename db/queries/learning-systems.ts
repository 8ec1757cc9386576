import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { events, learningSystemKeys, learningSystemRequests, providers, users } from '../schema';

export type NewLearningSystemKey = Omit<typeof learningSystemKeys.$inferInsert, 'id'>;

export async function insertLearningSystemKey(tx: Queryable, key: NewLearningSystemKey): Promise<number> {
  const [row] = await tx.insert(learningSystemKeys).values(key).returning({ id: learningSystemKeys.id });
  return row!.id;
}

/** Blocks anyone else from creating keys for this provider until the transaction ends, and counts the active keys. */
export async function lockAndCountKeys(tx: Queryable, providerId: number): Promise<number> {
  await tx.select({ id: providers.id }).from(providers).where(eq(providers.id, providerId)).for('no key update');
  return tx.$count(
    learningSystemKeys,
    and(eq(learningSystemKeys.providerId, providerId), isNull(learningSystemKeys.revokedAt)),
  );
}

/** Lists the keys of a provider, newest first, active ones before revoked ones. */
export async function listLearningSystemKeys(db: Queryable, providerId: number, most: number) {
  const revoker = alias(users, 'revoker');
  return db
    .select({
      id: learningSystemKeys.id,
      label: learningSystemKeys.label,
      publicId: learningSystemKeys.publicId,
      createdAt: learningSystemKeys.createdAt,
      createdByName: users.name,
      signedOnly: learningSystemKeys.signedOnly,
      lastUsedAt: learningSystemKeys.lastUsedAt,
      revokedAt: learningSystemKeys.revokedAt,
      revokedByName: revoker.name,
    })
    .from(learningSystemKeys)
    .innerJoin(users, eq(users.id, learningSystemKeys.createdBy))
    .leftJoin(revoker, eq(revoker.id, learningSystemKeys.revokedBy))
    .where(eq(learningSystemKeys.providerId, providerId))
    .orderBy(sql`${learningSystemKeys.revokedAt} is not null`, desc(learningSystemKeys.id))
    .limit(most);
}

const FOUND = {
  id: learningSystemKeys.id,
  publicId: learningSystemKeys.publicId,
  label: learningSystemKeys.label,
  signedOnly: learningSystemKeys.signedOnly,
  revokedAt: learningSystemKeys.revokedAt,
};

const ofProvider = (keyId: number, providerId: number) =>
  and(eq(learningSystemKeys.id, keyId), eq(learningSystemKeys.providerId, providerId));

/** Returns a provider's key, or null; another provider's key is not found. */
export async function findLearningSystemKey(db: Queryable, keyId: number, providerId: number) {
  const [row] = await db.select(FOUND).from(learningSystemKeys).where(ofProvider(keyId, providerId));
  return row ?? null;
}

/** Locks a provider's key for the rest of the transaction and returns it, or null. */
export async function lockLearningSystemKey(tx: Queryable, keyId: number, providerId: number) {
  const [row] = await tx
    .select(FOUND)
    .from(learningSystemKeys)
    .where(ofProvider(keyId, providerId))
    .for('no key update');
  return row ?? null;
}

/** @returns false when there is no such key, or it was revoked */
export async function changeLearningSystemKey(
  tx: Queryable,
  { keyId, providerId }: { keyId: number; providerId: number },
  change: { label: string; signedOnly: boolean },
): Promise<boolean> {
  const rows = await tx
    .update(learningSystemKeys)
    .set(change)
    .where(and(ofProvider(keyId, providerId), isNull(learningSystemKeys.revokedAt)))
    .returning({ id: learningSystemKeys.id });
  return rows.length > 0;
}

/** Records that a key was refused a certificate because nobody had signed this event. */
export async function noteUnsignedRefusal(
  db: Queryable,
  { keyId, eventId, at }: { keyId: number; eventId: number; at: Date },
): Promise<void> {
  await db
    .update(learningSystemKeys)
    .set({ refusedEventId: eventId, refusedAt: at })
    .where(eq(learningSystemKeys.id, keyId));
}

/** Lists the events for which keys that work were refused a certificate, latest first; some may be signed by now. */
export async function listUnsignedRefusals(db: Queryable, providerId: number) {
  return db
    .select({
      eventId: events.id,
      title: events.title,
      label: learningSystemKeys.label,
      refusedAt: learningSystemKeys.refusedAt,
    })
    .from(learningSystemKeys)
    .innerJoin(events, eq(events.id, learningSystemKeys.refusedEventId))
    .where(
      and(
        eq(learningSystemKeys.providerId, providerId),
        isNull(learningSystemKeys.revokedAt),
        eq(learningSystemKeys.signedOnly, true),
        eq(events.providerId, providerId),
        isNull(events.canceledAt),
      ),
    )
    .orderBy(desc(learningSystemKeys.refusedAt));
}

/** @returns false when there is no such key, or it was already revoked */
export async function setKeyRevoked(
  tx: Queryable,
  { keyId, providerId, by, at }: { keyId: number; providerId: number; by: number; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(learningSystemKeys)
    .set({ revokedAt: at, revokedBy: by })
    .where(
      and(
        eq(learningSystemKeys.id, keyId),
        eq(learningSystemKeys.providerId, providerId),
        isNull(learningSystemKeys.revokedAt),
      ),
    )
    .returning({ id: learningSystemKeys.id });
  return rows.length > 0;
}

const WORKING = {
  id: learningSystemKeys.id,
  publicId: learningSystemKeys.publicId,
  providerId: learningSystemKeys.providerId,
  encryptedSigningKey: learningSystemKeys.encryptedSigningKey,
  signedOnly: learningSystemKeys.signedOnly,
  lastUsedAt: learningSystemKeys.lastUsedAt,
  createdBy: learningSystemKeys.createdBy,
  providerName: providers.name,
  standing: providers.standing,
  standingFrom: providers.standingFrom,
  standingBefore: providers.standingBefore,
};

/** Returns the key with this secret, unless it was revoked. */
export async function findKeyBySecret(db: Queryable, secretHash: string) {
  const [row] = await db
    .select(WORKING)
    .from(learningSystemKeys)
    .innerJoin(providers, eq(providers.id, learningSystemKeys.providerId))
    .where(and(eq(learningSystemKeys.secretHash, secretHash), isNull(learningSystemKeys.revokedAt)));
  return row ?? null;
}

/** Returns the key with this public id, unless it was revoked. The id alone proves nothing; the signature does. */
export async function findKeyByPublicId(db: Queryable, publicId: string) {
  const [row] = await db
    .select(WORKING)
    .from(learningSystemKeys)
    .innerJoin(providers, eq(providers.id, learningSystemKeys.providerId))
    .where(and(eq(learningSystemKeys.publicId, publicId), isNull(learningSystemKeys.revokedAt)));
  return row ?? null;
}

export async function touchLearningSystemKey(db: Queryable, keyId: number, at: Date): Promise<void> {
  await db.update(learningSystemKeys).set({ lastUsedAt: at }).where(eq(learningSystemKeys.id, keyId));
}

export type CarriedOutRequest = { requestHash: string; status: number; answer: Record<string, unknown> };

/** Returns the request that was carried out under this idempotency key, or null. */
export async function findCarriedOutRequest(
  db: Queryable,
  keyId: number,
  idempotencyKey: string,
): Promise<CarriedOutRequest | null> {
  const [row] = await db
    .select({
      requestHash: learningSystemRequests.requestHash,
      status: learningSystemRequests.status,
      answer: learningSystemRequests.answer,
    })
    .from(learningSystemRequests)
    .where(and(eq(learningSystemRequests.keyId, keyId), eq(learningSystemRequests.idempotencyKey, idempotencyKey)));
  return row ?? null;
}

/** @returns false when a request was carried out under this idempotency key in the meantime */
export async function insertCarriedOutRequest(
  tx: Queryable,
  request: typeof learningSystemRequests.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(learningSystemRequests)
    .values(request)
    .onConflictDoNothing()
    .returning({ keyId: learningSystemRequests.keyId });
  return rows.length > 0;
}

export async function deleteCarriedOutRequests(db: Queryable, before: Date): Promise<void> {
  await db.delete(learningSystemRequests).where(lt(learningSystemRequests.createdAt, before));
}
