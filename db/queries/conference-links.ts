import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { nameKeySql } from '../name-key';
import {
  attendanceFacts,
  attendees,
  certificateMails,
  claims,
  conferenceLinks,
  conferences,
  events,
  namedCertificates,
  providers,
  shareLinks,
  users,
} from '../schema';
import { ADDRESSED, IS_CERTIFIED } from './claims';
import { recordsOf } from './merged-attendees';

export type ConferenceLinkRow = typeof conferenceLinks.$inferSelect;

/** The most sessions of one conference that are read; no conference has more. */
const MAX_SESSIONS = 1_000;

/** Returns null when another link was made at the same moment. */
export async function insertConferenceLink(
  tx: Queryable,
  link: typeof conferenceLinks.$inferInsert,
): Promise<number | null> {
  const [row] = await tx
    .insert(conferenceLinks)
    .values(link)
    .onConflictDoNothing()
    .returning({ id: conferenceLinks.id });
  return row?.id ?? null;
}

/** Returns the latest link of a conference, open or revoked. The caller has found the conference in scope. */
export async function findLatestConferenceLink(db: Queryable, conferenceId: number) {
  const [row] = await db
    .select({ link: conferenceLinks, createdByName: users.name })
    .from(conferenceLinks)
    .innerJoin(users, eq(users.id, conferenceLinks.createdBy))
    .where(eq(conferenceLinks.conferenceId, conferenceId))
    .orderBy(sql`${conferenceLinks.id} desc`)
    .limit(1);
  return row ?? null;
}

/** Revokes the open link of a conference; returns its id, or null when there is none. */
export async function setConferenceLinkRevoked(
  tx: Queryable,
  conferenceId: number,
  { at, by }: { at: Date; by: number },
): Promise<number | null> {
  const [row] = await tx
    .update(conferenceLinks)
    .set({ revokedAt: at, revokedBy: by })
    .where(and(eq(conferenceLinks.conferenceId, conferenceId), isNull(conferenceLinks.revokedAt)))
    .returning({ id: conferenceLinks.id });
  return row?.id ?? null;
}

/** Returns what an address with this token leads to, including revoked links: the conference, and whom to contact. */
export async function findConferenceLinkByToken(db: Queryable, tokenHash: string) {
  const [row] = await db
    .select({
      link: conferenceLinks,
      conference: {
        id: conferences.id,
        name: conferences.name,
        startsOn: conferences.startsOn,
        endsOn: conferences.endsOn,
      },
      providerName: providers.name,
      providerPhone: providers.phone,
      provider: {
        standing: providers.standing,
        standingFrom: providers.standingFrom,
        standingBefore: providers.standingBefore,
      },
    })
    .from(conferenceLinks)
    .innerJoin(conferences, eq(conferences.id, conferenceLinks.conferenceId))
    .innerJoin(providers, eq(providers.id, conferences.providerId))
    .where(eq(conferenceLinks.tokenHash, tokenHash));
  return row ?? null;
}

/** Lists the sessions of a conference in the order of their times, each with its links that were not revoked. */
export async function listSessionsWithLinks(db: Queryable, conferenceId: number) {
  const rows = await db
    .select({
      id: events.id,
      title: events.title,
      instructor: events.instructor,
      room: events.room,
      track: events.track,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
      hours: events.hours,
      canceledAt: events.canceledAt,
      link: shareLinks,
    })
    .from(events)
    .leftJoin(shareLinks, and(eq(shareLinks.eventId, events.id), isNull(shareLinks.revokedAt)))
    .where(eq(events.conferenceId, conferenceId))
    .orderBy(asc(events.startsOn), sql`${events.startsAt} nulls first`, asc(events.id), asc(shareLinks.id))
    .limit(MAX_SESSIONS * 4);
  const sessions = new Map<
    number,
    Omit<(typeof rows)[number], 'link'> & { links: (typeof shareLinks.$inferSelect)[] }
  >();
  for (const { link, ...session } of rows) {
    const known = sessions.get(session.id) ?? { ...session, links: [] };
    if (link) known.links.push(link);
    sessions.set(session.id, known);
  }
  return [...sessions.values()];
}

const CAME_IN = sql<boolean>`exists (select from ${attendanceFacts} f where f.attendee_id in ${recordsOf(attendees.id)}
  and f.event_id = ${attendees.eventId} and f.kind in ('in', 'visit')
  and not exists (select from ${attendanceFacts} w where w.withdraws = f.id))`;

/** Lists the lines with an email address on the rosters of a conference's sessions. */
export async function listConferenceLinesOfAddress(db: Queryable, conferenceId: number, email: string) {
  return db
    .select({
      id: attendees.id,
      eventId: attendees.eventId,
      name: attendees.name,
      email: attendees.email,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      completed: attendees.completed,
      cameIn: CAME_IN,
    })
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(
      and(
        eq(events.conferenceId, conferenceId),
        sql`lower(${attendees.email}) = ${email}`,
        isNull(attendees.removedAt),
        ADDRESSED,
      ),
    )
    .orderBy(asc(events.startsOn), asc(events.id), asc(attendees.id));
}

/**
 * Returns those of these roster lines, each of one session of a conference, whose person came in and is still there, be it
 * as the line that theirs was merged into.
 */
export async function listWhoCameIn(
  db: Queryable,
  conferenceId: number,
  attendeeIds: readonly number[],
): Promise<{ eventId: number; attendeeId: number; name: string }[]> {
  if (attendeeIds.length === 0) return [];
  const asked = alias(attendees, 'asked');
  return db
    .select({ eventId: attendees.eventId, attendeeId: asked.id, name: attendees.name })
    .from(asked)
    .innerJoin(attendees, sql`${attendees.id} = coalesce(${asked.mergedInto}, ${asked.id})`)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(
      and(
        inArray(asked.id, [...attendeeIds]),
        eq(events.conferenceId, conferenceId),
        isNull(attendees.removedAt),
        CAME_IN,
      ),
    );
}

/**
 * Lists the claims that this browser made at the sessions of the conference behind a link, or through a link of it at sessions
 * that have left it since, in the order of the sessions, each with its valid certificate. The link itself may have been revoked.
 */
export async function listOwnConferenceClaims(db: Queryable, tokenHash: string, holderHash: string) {
  return db
    .select({
      id: claims.id,
      linkId: conferenceLinks.id,
      state: claims.state,
      name: claims.name,
      email: claims.email,
      school: claims.school,
      attendeeId: claims.attendeeId,
      conference: { id: conferences.id, name: conferences.name },
      session: {
        id: events.id,
        title: events.title,
        startsOn: events.startsOn,
        endsOn: events.endsOn,
        startsAt: events.startsAt,
        endsAt: events.endsAt,
      },
      isCertified: IS_CERTIFIED,
      certificateId: namedCertificates.id,
      serial: namedCertificates.serial,
      facts: namedCertificates.facts,
      issuedAt: namedCertificates.issuedAt,
      mailId: sql<number | null>`(select max(m.mail_id) from ${certificateMails} m
        where m.certificate_id = ${namedCertificates.id})`.mapWith(Number),
      mailedAt: sql<Date | null>`(select max(m.created_at) from ${certificateMails} m
        where m.certificate_id = ${namedCertificates.id})`.mapWith(certificateMails.createdAt),
    })
    .from(conferenceLinks)
    .innerJoin(conferences, eq(conferences.id, conferenceLinks.conferenceId))
    .innerJoin(claims, eq(claims.holderHash, holderHash))
    .innerJoin(
      events,
      and(
        eq(events.id, claims.eventId),
        or(eq(events.conferenceId, conferences.id), eq(claims.conferenceId, conferences.id)),
      ),
    )
    .leftJoin(attendees, eq(attendees.id, claims.attendeeId))
    .leftJoin(
      namedCertificates,
      and(eq(namedCertificates.id, attendees.currentCertificateId), eq(claims.state, 'issued')),
    )
    .where(eq(conferenceLinks.tokenHash, tokenHash))
    .orderBy(asc(events.startsOn), sql`${events.startsAt} nulls first`, asc(events.id), asc(claims.id));
}

/**
 * Lets the claims of a person or a browser take turns until the transaction ends, so that two forms sent at once see each
 * other's claims. Lock it after the event and the link, the person first.
 */
export async function lockClaimsOf(tx: Queryable, who: { identity: string } | { holderHash: string }): Promise<void> {
  const key = 'identity' in who ? `claims by ${who.identity}` : `claims of ${who.holderHash}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** Returns whether a person has a certificate of another session of an event's conference that takes place at the same time. */
export async function isCertifiedAtTheSameTime(
  db: Queryable,
  { eventId, identity }: { eventId: number; identity: string },
): Promise<boolean> {
  const own = alias(events, 'own');
  const rows = await db
    .select({ id: events.id })
    .from(own)
    .innerJoin(
      events,
      and(
        eq(events.conferenceId, own.conferenceId),
        ne(events.id, own.id),
        isNull(events.canceledAt),
        // As in lib/events/slots.ts.
        lte(events.startsOn, own.endsOn),
        gte(events.endsOn, own.startsOn),
        lt(events.startsAt, own.endsAt),
        gt(events.endsAt, own.startsAt),
      ),
    )
    .innerJoin(attendees, and(eq(attendees.eventId, events.id), eq(attendees.identity, identity)))
    .where(and(eq(own.id, eventId), isNull(attendees.removedAt), isNotNull(attendees.currentCertificateId)))
    .limit(1);
  return rows.length > 0;
}

/** Lists the other sessions of an event's conference that this browser claimed for a name, and that are still claimed. */
export async function listClaimedSessions(
  db: Queryable,
  { eventId, holderHash, name }: { eventId: number; holderHash: string; name: string },
) {
  const other = sql.raw('other');
  return db
    .select({
      id: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
    })
    .from(claims)
    .innerJoin(events, eq(events.id, claims.eventId))
    .leftJoin(attendees, eq(attendees.id, claims.attendeeId))
    .where(
      and(
        eq(claims.holderHash, holderHash),
        eq(nameKeySql(sql.raw('claims.name')), sql`(select ${nameKeySql(sql`${name}::text`)})`),
        ne(events.id, eventId),
        sql`${events.conferenceId} = (select ${other}.conference_id from ${events} ${other} where ${other}.id = ${eventId})`,
        or(
          eq(claims.state, 'waiting'),
          and(eq(claims.state, 'issued'), sql`${attendees.currentCertificateId} is not null`),
        ),
      ),
    );
}
