import { and, desc, eq, gt, lt, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { knownDevices, users } from '../schema';

/**
 * Returns what a person's earlier sign-ins say about a caller: the device with this token, and whether any of their devices
 * last signed in from this network. A username that does not exist runs the same statement and finds neither.
 */
export async function findAcquaintance(
  db: Queryable,
  caller: { username: string; tokenHash: string | null; network: string; notBefore: Date },
): Promise<{ deviceId: number | null; network: boolean }> {
  const [row] = await db
    .select({
      deviceId: sql<number | null>`max(${knownDevices.id}) filter
        (where ${knownDevices.tokenHash} = ${caller.tokenHash ?? ''})`.mapWith(Number),
      network: sql<boolean>`coalesce(bool_or(${knownDevices.network} = ${caller.network}), false)`,
    })
    .from(knownDevices)
    .innerJoin(users, eq(users.id, knownDevices.userId))
    .where(and(eq(users.username, caller.username), gt(knownDevices.lastUsedAt, caller.notBefore)));
  return row!;
}

/**
 * Saves that a person used a device, and deletes the least recently used ones beyond `most`.
 * @returns the device's number
 */
export async function upsertDevice(
  tx: Queryable,
  device: { userId: number; tokenHash: string; network: string; userAgent: string; at: Date },
  most: number,
): Promise<number> {
  const { at, ...row } = device;
  const [saved] = await tx
    .insert(knownDevices)
    .values({ ...row, createdAt: at, lastUsedAt: at })
    .onConflictDoUpdate({
      target: [knownDevices.userId, knownDevices.tokenHash],
      set: { network: row.network, userAgent: row.userAgent, lastUsedAt: at },
    })
    .returning({ id: knownDevices.id });
  await tx.execute(sql`
    delete from known_devices where user_id = ${row.userId} and id <> ${saved!.id} and id not in (
      select id from known_devices where user_id = ${row.userId} order by last_used_at desc, id desc limit ${most})`);
  return saved!.id;
}

/** Returns a person's devices, the most recently used first. */
export async function listDevices(db: Queryable, userId: number, notBefore: Date) {
  return db
    .select({
      id: knownDevices.id,
      tokenHash: knownDevices.tokenHash,
      userAgent: knownDevices.userAgent,
      createdAt: knownDevices.createdAt,
      lastUsedAt: knownDevices.lastUsedAt,
    })
    .from(knownDevices)
    .where(and(eq(knownDevices.userId, userId), gt(knownDevices.lastUsedAt, notBefore)))
    .orderBy(desc(knownDevices.lastUsedAt), desc(knownDevices.id));
}

/** Deletes one device of this person; returns false when they have no device with that number. */
export async function deleteDevice(tx: Queryable, userId: number, deviceId: number): Promise<boolean> {
  const rows = await tx
    .delete(knownDevices)
    .where(and(eq(knownDevices.id, deviceId), eq(knownDevices.userId, userId)))
    .returning({ id: knownDevices.id });
  return rows.length > 0;
}

/** Deletes all devices of a person, or all but the one with this token. */
export async function deleteDevicesOf(tx: Queryable, userId: number, exceptTokenHash?: string): Promise<void> {
  const others = exceptTokenHash === undefined ? undefined : ne(knownDevices.tokenHash, exceptTokenHash);
  await tx.delete(knownDevices).where(and(eq(knownDevices.userId, userId), others));
}

/** Deletes the devices that nobody has signed in from since the given moment. */
export async function deleteUnusedDevices(db: Queryable, before: Date): Promise<void> {
  await db.delete(knownDevices).where(lt(knownDevices.lastUsedAt, before));
}
