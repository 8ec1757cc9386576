import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { claims, events, providers, shareLinks, users } from '../schema';
import { type EventScope, withinScope } from './events';

export type NewShareLink = typeof shareLinks.$inferInsert;
export type ShareLinkRow = typeof shareLinks.$inferSelect;

/** Claims that take one of a link's places: a refused or withdrawn one gives it back. */
const claimsInState = (state: 'waiting' | 'issued') =>
  sql<number>`(select count(*)::int from ${claims} where ${claims.shareLinkId} = ${shareLinks.id} and ${claims.state} = ${state})`;

export async function insertShareLink(tx: Queryable, link: NewShareLink): Promise<number> {
  const [row] = await tx.insert(shareLinks).values(link).returning({ id: shareLinks.id });
  return row!.id;
}

/** The links of an event in the order in which they were made, with how many claimed through each. */
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

/** One link of an event, or null when it is none of this event, or out of scope. */
export async function findShareLink(db: Queryable, eventId: number, linkId: number, scope: EventScope) {
  const [row] = await db
    .select({ link: shareLinks })
    .from(shareLinks)
    .innerJoin(events, eq(events.id, shareLinks.eventId))
    .where(and(eq(shareLinks.id, linkId), eq(shareLinks.eventId, eventId), withinScope(scope)));
  return row?.link ?? null;
}

/** The links of an event under this label that were not revoked; asked under the event's lock. */
export async function listLiveLinksByLabel(tx: Queryable, eventId: number, label: string) {
  return tx
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.eventId, eventId), eq(shareLinks.label, label), isNull(shareLinks.revokedAt)));
}

/** False: it was revoked already. */
export async function setLinkRevoked(tx: Queryable, linkId: number, at: Date, userId: number): Promise<boolean> {
  const rows = await tx
    .update(shareLinks)
    .set({ revokedAt: at, revokedBy: userId })
    .where(and(eq(shareLinks.id, linkId), isNull(shareLinks.revokedAt)))
    .returning({ id: shareLinks.id });
  return rows.length === 1;
}

/** What an address with this token leads to, ended links too: the link, its event, and whom to ask. */
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
      },
      providerName: providers.name,
      providerPhone: providers.phone,
    })
    .from(shareLinks)
    .innerJoin(events, eq(events.id, shareLinks.eventId))
    .innerJoin(providers, eq(providers.id, events.providerId))
    .where(eq(shareLinks.tokenHash, tokenHash));
  return row ?? null;
}

/**
 * Holds the link until the transaction ends. Whoever claims through it goes one after another from here, which is
 * what keeps its limit exact. Take it before attendees and event.
 */
export async function lockShareLink(tx: Queryable, linkId: number): Promise<ShareLinkRow | null> {
  const [row] = await tx.select().from(shareLinks).where(eq(shareLinks.id, linkId)).for('no key update');
  return row ?? null;
}

/** How many of the link's places are taken: somebody of the roster who claims with two browsers takes one. */
export async function countClaimsOfLink(db: Queryable, linkId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct coalesce(${claims.attendeeId}, -${claims.id}))::int` })
    .from(claims)
    .where(and(eq(claims.shareLinkId, linkId), ne(claims.state, 'refused'), ne(claims.state, 'withdrawn')));
  return row!.count;
}
