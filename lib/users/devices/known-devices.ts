import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { deleteDevice, findAcquaintance, listDevices, upsertDevice } from '@/db/queries/known-devices';
import { record } from '@/lib/audit/record';
import type { Clock } from '@/lib/platform/clock';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Context, Visit } from '@/lib/platform/visit';
import { deviceWords } from '../device-words';
import { recordId } from '../record-id';
import { MAX_USER_AGENT } from '../rules';
import { hashToken } from '../token';
import { DEVICE_DAYS, MAX_DEVICES } from './rules';

/** What is known about a caller who claims to be somebody, before they prove it. */
export type Acquaintance = {
  /** The device that this person has signed in from before; null: as far as anybody can tell, the caller is a stranger. */
  deviceId: number | null;
  /** Whether one of this person's devices last signed in from the caller's network. */
  network: boolean;
};

/** Finds out whether the person with this username has signed in from the caller's device or network before. */
export async function findAcquaintanceWith(
  visit: Visit,
  username: string,
  db: Queryable = visit.db,
): Promise<Acquaintance> {
  return findAcquaintance(db, {
    username,
    tokenHash: visit.device === undefined ? null : hashToken(visit.device),
    network: networkOf(visit.address),
    notBefore: notBefore(visit),
  });
}

/**
 * Remembers the caller's device for a person who has proved who they are on it.
 * @returns the device's number; null when the visit brought no device
 */
export async function rememberDevice(tx: Queryable, visit: Visit, userId: number): Promise<number | null> {
  if (visit.device === undefined) return null;
  const device = {
    userId,
    tokenHash: hashToken(visit.device),
    network: networkOf(visit.address),
    userAgent: (visit.userAgent ?? '').slice(0, MAX_USER_AGENT),
    at: visit.clock.now(),
  };
  return upsertDevice(tx, device, MAX_DEVICES);
}

/** A browser that the person has signed in from. */
export type KnownDevice = { id: number; device: string; since: Date; lastUsed: Date; here: boolean };

/** Lists the browsers that the signed-in person has signed in from, the most recently used first. */
export async function listKnownDevices(ctx: Context): Promise<KnownDevice[]> {
  const here = ctx.device === undefined ? null : hashToken(ctx.device);
  const rows = await listDevices(ctx.db, ctx.actor.userId, notBefore(ctx));
  return rows.map(({ id, tokenHash, userAgent, createdAt, lastUsedAt }) => ({
    id,
    device: deviceWords(userAgent),
    since: createdAt,
    lastUsed: lastUsedAt,
    here: tokenHash === here,
  }));
}

export const deviceIdSchema = z.object({ deviceId: recordId });

/**
 * Forgets one of the person's own devices; from then on, anyone with its cookie counts as a stranger.
 * @throws AppError `not_found`, both for another person's device and for one that does not exist
 */
export async function forgetDevice(ctx: Context, { deviceId }: { deviceId: number }): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    if (!(await deleteDevice(tx, userId, deviceId))) {
      throw new AppError('not_found', 'That device was already removed.');
    }
    await record(tx, ctx, { action: 'device.forgotten', subject: `user:${userId}`, details: { deviceId } });
  });
}

function notBefore({ clock }: { clock: Clock }): Date {
  return new Date(clock.now().getTime() - DEVICE_DAYS * 86_400_000);
}
