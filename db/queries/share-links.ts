import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { claims, events, providers, shareLinks, users } from '../schema';
import { type EventScope, withinScope } from './events';

export type NewShareLink = typeof shareLinks.$inferInsert;
export type ShareLinkRow = typeof shareLinks.$inferSelect;

/** Claims that count toward a link's limit; a refused or withdrawn one does not. */
const claimsInState = (state: 'waiting' | 'issued') =>
  sql<number>`(select count(*)::int from ${claims} where ${claims.shareLinkId} = ${shareLinks.id} and ${claims.state} = ${state})`;

export async function insertShareLink(tx: Queryable, link: NewShareLink): Promise<number> {
  const [row] = await tx.insert(shareLinks).values(link).returning({ id: shareLinks.id });
  return row!.id;
}

/** Lists the links of an event in the order of creation, with how many people claimed through each. */
export async function listShareLinks(db: Queryable, eventId: number, scope: EventScope) {
  return db
    .select({
      link: shareLinks,
      createdByName: users.name,
      waiting: claimsInState('waiting'),
      issued: claimsInState('issued'),
    })
    .from(shareLinks)
    .innerJoin(events, eq(events.id, shareLinks.eventId))
    .innerJoin(users, eq(users.id, shareLinks.createdBy))
    .where(and(eq(shareLinks.eventId, eventId), withinScope(scope)))
    .orderBy(asc(shareLinks.id));
}

/** Returns one link of an event, or null when it is not this event's, or out of scope. */
export async function findShareLink(db: Queryable, eventId: number, linkId: number, scope: EventScope) {
  const [row] = await db
    .select({ link: shareLinks })
    .from(shareLinks)
    .innerJoin(events, eq(events.id, shareLinks.eventId))
    .where(and(eq(shareLinks.id, linkId), eq(shareLinks.eventId, eventId), withinScope(scope)));
  return row?.link ?? null;
}

/** Lists the links of an event with this label that were not revoked; called while the event is locked. */
export async function listLiveLinksByLabel(tx: Queryable, eventId: number, label: string) {
  return tx
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.eventId, eventId), eq(shareLinks.label, label), isNull(shareLinks.revokedAt)));
}

/** Returns false when it was already revoked. */
export async function setLinkRevoked(tx: Queryable, linkId: number, at: Date, userId: number): Promise<boolean> {
  const rows = await tx
    .update(shareLinks)
    .set({ revokedAt: at, revokedBy: userId })
    .where(and(eq(shareLinks.id, linkId), isNull(shareLinks.revokedAt)))
    .returning({ id: shareLinks.id });
  return rows.length === 1;
}

/** Returns what an address with this token leads to, including ended links: the link, its event, and whom to contact. */
export async function findLinkByToken(db: Queryable, tokenHash: string) {
  const [row] = await db
    .select({
      link: shareLinks,
      event: {
        id: events.id,
        title: events.title,
        startsOn: events.startsOn,
        endsOn: events.endsOn,
        hours: events.hours,
        asynchronous: events.asynchronous,
        canceledAt: events.canceledAt,
      },
      providerName: providers.name,
      providerPhone: providers.phone,
      provider: {
        standing: providers.standing,
        standingFrom: providers.standingFrom,
        standingBefore: providers.standingBefore,
      },
    })
    .from(shareLinks)
    .innerJoin(events, eq(events.id, shareLinks.eventId))
    .innerJoin(providers, eq(providers.id, events.providerId))
    .where(eq(shareLinks.tokenHash, tokenHash));
  return row ?? null;
}

/**
 * Locks the link until the transaction ends. From here on, people who claim through it take turns, which keeps its limit
 * exact. Lock it before attendees and event.
 */
export async function lockShareLink(tx: Queryable, linkId: number): Promise<ShareLinkRow | null> {
  const [row] = await tx.select().from(shareLinks).where(eq(shareLinks.id, linkId)).for('no key update');
  return row ?? null;
}

/** Counts how much of the link's limit is used: somebody on the roster who claims with two browsers counts once. */
export async function countClaimsOfLink(db: Queryable, linkId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct coalesce(${claims.attendeeId}, -${claims.id}))::int` })
    .from(claims)
    .where(and(eq(claims.shareLinkId, linkId), ne(claims.state, 'refused'), ne(claims.state, 'withdrawn')));
  return row!.count;
}
