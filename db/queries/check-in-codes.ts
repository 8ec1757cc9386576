import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '../client';
import { checkInCodes, events, providers } from '../schema';

/** Returns the open code of an event; null when there is none. The caller has checked access to the event. */
export async function findOpenCode(db: Queryable, eventId: number) {
  const [row] = await db
    .select({
      id: checkInCodes.id,
      eventId: checkInCodes.eventId,
      encryptedToken: checkInCodes.encryptedToken,
      createdAt: checkInCodes.createdAt,
    })
    .from(checkInCodes)
    .where(and(eq(checkInCodes.eventId, eventId), isNull(checkInCodes.closedAt)));
  return row ?? null;
}

export async function insertCode(tx: Queryable, code: Omit<typeof checkInCodes.$inferInsert, 'id'>): Promise<number> {
  const [row] = await tx.insert(checkInCodes).values(code).returning({ id: checkInCodes.id });
  return row!.id;
}

/**
 * Closes a code.
 * @returns false when it was closed before
 */
export async function closeCode(tx: Queryable, { id, by, at }: { id: number; by: number; at: Date }): Promise<boolean> {
  const rows = await tx
    .update(checkInCodes)
    .set({ closedAt: at, closedBy: by })
    .where(and(eq(checkInCodes.id, id), isNull(checkInCodes.closedAt)))
    .returning({ id: checkInCodes.id });
  return rows.length > 0;
}

/** Returns the open code with this token and its event; null for an unknown token or a closed code. */
export async function findCodeByToken(db: Queryable, tokenHash: string) {
  const [row] = await db
    .select({
      id: checkInCodes.id,
      event: {
        id: events.id,
        title: events.title,
        startsOn: events.startsOn,
        endsOn: events.endsOn,
        hours: events.hours,
      },
      providerName: providers.name,
      standing: providers.standing,
      standingFrom: providers.standingFrom,
      standingBefore: providers.standingBefore,
    })
    .from(checkInCodes)
    .innerJoin(events, eq(events.id, checkInCodes.eventId))
    .innerJoin(providers, eq(providers.id, events.providerId))
    .where(and(eq(checkInCodes.tokenHash, tokenHash), isNull(checkInCodes.closedAt)));
  return row ?? null;
}

/** Lists the open codes of these events. The caller has checked access to the events. */
export async function listOpenCodes(db: Queryable, eventIds: readonly number[]) {
  if (eventIds.length === 0) return [];
  return db
    .select({ id: checkInCodes.id, eventId: checkInCodes.eventId, encryptedToken: checkInCodes.encryptedToken })
    .from(checkInCodes)
    .where(and(inArray(checkInCodes.eventId, [...eventIds]), isNull(checkInCodes.closedAt)));
}
