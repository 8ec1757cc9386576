import {
  aliasedTable,
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Queryable } from '../client';
import { constant } from '../constant';
import { nameKeySql } from '../name-key';
import { attendees, certificateMails, claims, events, namedCertificates, shareLinks, users } from '../schema';
import { ONLY_CHECKED_IN } from './attendees';
import { type EventScope, withinScope } from './events';

export type NewClaim = typeof claims.$inferInsert;
export type ClaimRow = typeof claims.$inferSelect;
export type ClaimState = ClaimRow['state'];

/** Returns null when the same form was submitted twice at once, and the other one was faster. */
export async function insertClaim(tx: Queryable, claim: NewClaim): Promise<number | null> {
  const [row] = await tx
    .insert(claims)
    .values(claim)
    .onConflictDoNothing({ target: claims.requestKey })
    .returning({ id: claims.id });
  return row?.id ?? null;
}

export async function findClaimByRequest(db: Queryable, requestKey: string): Promise<ClaimRow | null> {
  const [row] = await db.select().from(claims).where(eq(claims.requestKey, requestKey));
  return row ?? null;
}

type Claimed = { eventId: number; shareLinkId: number; holderHash: string; name: string; attendeeId: number | null };

/**
 * Finds a browser's still-valid claim through a link to an event for this roster line or, if null, under this name. On a roster the
 * provider has the last word: a person marked as completed again after a revocation may claim again.
 */
export async function findOwnClaim(db: Queryable, claimed: Claimed): Promise<ClaimRow | null> {
  const { eventId, shareLinkId, holderHash, name, attendeeId } = claimed;
  const [row] = await db
    .select(getTableColumns(claims))
    .from(claims)
    .leftJoin(attendees, eq(attendees.id, claims.attendeeId))
    .where(
      and(
        eq(claims.shareLinkId, shareLinkId),
        eq(claims.holderHash, holderHash),
        eq(claims.eventId, eventId),
        inArray(claims.state, ['waiting', 'issued']),
        attendeeId === null
          ? eq(claims.name, name)
          : and(
              eq(claims.attendeeId, attendeeId),
              or(eq(claims.state, 'waiting'), isNotNull(attendees.currentCertificateId)),
            ),
      ),
    )
    .orderBy(desc(claims.id))
    .limit(1);
  return row ?? null;
}

const current = aliasedTable(namedCertificates, 'current');

/** Whether the person on the roster whose claim it is has a valid certificate, also one that the claim does not show. */
export const IS_CERTIFIED = sql<boolean>`${attendees.currentCertificateId} is not null`;

/**
 * Lists this browser's claims through a link, each with its valid certificate: a corrected one where the provider corrected
 * it, and none where it was revoked or the claim withdrawn. The link itself may have ended.
 */
export async function listOwnClaims(db: Queryable, tokenHash: string, holderHash: string) {
  const mailed = db
    .select({ mailId: certificateMails.mailId, createdAt: certificateMails.createdAt })
    .from(certificateMails)
    .where(eq(certificateMails.certificateId, current.id))
    .orderBy(desc(certificateMails.mailId))
    .limit(1)
    .as('mailed');
  return db
    .select({
      id: claims.id,
      state: claims.state,
      name: claims.name,
      email: claims.email,
      statedAt: claims.statedAt,
      isCertified: IS_CERTIFIED,
      certificateId: current.id,
      serial: current.serial,
      facts: current.facts,
      mailed: { mailId: mailed.mailId, createdAt: mailed.createdAt },
    })
    .from(claims)
    .innerJoin(shareLinks, eq(shareLinks.id, claims.shareLinkId))
    .leftJoin(attendees, eq(attendees.id, claims.attendeeId))
    .leftJoin(current, and(eq(current.id, attendees.currentCertificateId), eq(claims.state, 'issued')))
    .leftJoinLateral(mailed, sql`true`)
    .where(and(eq(claims.holderHash, holderHash), eq(shareLinks.tokenHash, tokenHash)))
    .orderBy(asc(claims.id));
}

/** Locks one of this browser's claims through a link until the transaction ends. */
export async function lockOwnClaim(tx: Queryable, claimId: number, tokenHash: string, holderHash: string) {
  const [row] = await tx
    .select({ claim: claims, linkId: shareLinks.id })
    .from(claims)
    .innerJoin(shareLinks, eq(shareLinks.id, claims.shareLinkId))
    .where(and(eq(claims.id, claimId), eq(claims.holderHash, holderHash), eq(shareLinks.tokenHash, tokenHash)))
    .for('update', { of: claims });
  return row ? { ...row.claim, linkId: row.linkId } : null;
}

/** Whether somebody else on the event's roster has the same name, and the provider has not told the two apart. */
const NAMESAKES = sql<boolean>`exists (
  select from attendees line where line.event_id = claims.event_id and line.name_key = ${nameKeySql(sql.raw('claims.name'))}
    and line.removed_at is null and line.id is distinct from claims.attendee_id
    and not exists (select from distinct_attendees d
      where d.first_id = least(line.id, claims.attendee_id) and d.second_id = greatest(line.id, claims.attendee_id))
)`;

const CLAIM_COLUMNS = {
  id: claims.id,
  eventId: claims.eventId,
  linkId: claims.shareLinkId,
  linkLabel: shareLinks.label,
  state: claims.state,
  waitsFor: claims.waitsFor,
  name: claims.name,
  email: claims.email,
  school: claims.school,
  educatorNumber: claims.educatorNumber,
  statedAt: claims.statedAt,
  decidedAt: claims.decidedAt,
  decidedByName: users.name,
  reason: claims.reason,
  attendeeId: claims.attendeeId,
  requestKey: claims.requestKey,
  serial: current.serial,
  namesakes: NAMESAKES,
};

function claimsOf(db: Queryable, where: SQL | undefined) {
  return db
    .select(CLAIM_COLUMNS)
    .from(claims)
    .innerJoin(events, eq(events.id, claims.eventId))
    .leftJoin(shareLinks, eq(shareLinks.id, claims.shareLinkId))
    .leftJoin(users, eq(users.id, claims.decidedBy))
    .leftJoin(attendees, eq(attendees.id, claims.attendeeId))
    .leftJoin(current, eq(current.id, attendees.currentCertificateId))
    .where(where);
}

type ClaimsPage = { before: number | null; most: number; waitingOnly?: boolean };

/** Lists the claims of an event, newest first. */
export async function listClaims(db: Queryable, eventId: number, scope: EventScope, page: ClaimsPage) {
  return claimsOf(
    db,
    and(
      eq(claims.eventId, eventId),
      withinScope(scope),
      page.before === null ? undefined : lt(claims.id, page.before),
      page.waitingOnly ? eq(claims.state, 'waiting') : ne(claims.state, 'waiting'),
    ),
  )
    .orderBy(page.waitingOnly ? asc(claims.id) : desc(claims.id))
    .limit(page.most);
}

export type WaitingRow = { eventId: number; title: string; waiting: number };

/** Lists the events with claims that wait for a decision, longest waiting first, each with how many; no canceled ones. */
export async function listWaitingRows(db: Queryable, scope: EventScope, most: number): Promise<WaitingRow[]> {
  const rows = await db.execute<{ id: string; title: string; waiting: string }>(waitingStatement(scope, most));
  return rows.map(({ id, title, waiting }) => ({ eventId: Number(id), title, waiting: Number(waiting) }));
}

/**
 * `lateral` with `offset 0` looks each event up by its key: the planner has few statistics on the few waiting claims, and
 * would otherwise scan the events of every provider.
 */
export function waitingStatement(scope: EventScope, most: number): SQL {
  const ofScope = and(sql`${events.id} = waiting.event_id`, withinScope(scope), isNull(events.canceledAt));
  // The condition repeats word for word that of an index that contains only these rows.
  return sql`
    with waiting as materialized (
      select ${claims.eventId} as event_id, count(*) as count, min(${claims.id}) as first
      from ${claims} where ${claims.state} = 'waiting' group by ${claims.eventId}
    )
    select event.id, event.title, waiting.count as waiting
    from waiting, lateral (select ${events.id}, ${events.title} from ${events} where ${ofScope} offset 0) event
    order by waiting.first limit ${constant(most)}`;
}

/** Returns one claim of an event, or null when it is not this event's, or out of scope. */
export async function findClaim(db: Queryable, eventId: number, claimId: number, scope: EventScope) {
  const [row] = await claimsOf(db, and(eq(claims.id, claimId), eq(claims.eventId, eventId), withinScope(scope)));
  return row ?? null;
}

/** Locks a claim of an event until the transaction ends. */
export async function lockClaim(tx: Queryable, eventId: number, claimId: number, scope: EventScope) {
  const [row] = await tx
    .select({ claim: claims })
    .from(claims)
    .innerJoin(events, eq(events.id, claims.eventId))
    .where(and(eq(claims.id, claimId), eq(claims.eventId, eventId), withinScope(scope)))
    .for('update', { of: claims });
  return row?.claim ?? null;
}

/**
 * Locks the person on a roster whose claim it is until the transaction ends, before the event and the claim. Returns null
 * when there is none.
 */
export async function lockAttendeeOfClaim(tx: Queryable, claimId: number): Promise<number | null> {
  const [row] = await tx
    .select({ id: attendees.id })
    .from(attendees)
    .innerJoin(claims, eq(claims.attendeeId, attendees.id))
    .where(eq(claims.id, claimId))
    .for('update', { of: attendees });
  return row?.id ?? null;
}

type Decision = Partial<
  Pick<NewClaim, 'state' | 'attendeeId' | 'certificateId' | 'decidedBy' | 'decidedAt' | 'reason' | 'email'>
>;

export async function updateClaim(tx: Queryable, claimId: number, change: Decision): Promise<void> {
  await tx.update(claims).set(change).where(eq(claims.id, claimId));
}

/**
 * The roster lines that a proved address opens: not those of people who typed any address through a link, unless a line that
 * came in another way was merged into theirs.
 */
export const ADDRESSED = sql`(attendees.source <> 'link' or exists (
  select from attendees merged where merged.merged_into = attendees.id and merged.source <> 'link'))`;

/** Lists the live roster lines of an event, or of each year of a course, with an email address, as the link for roster members shows them. */
export async function listLinesOfAddress(db: Queryable, eventIds: readonly number[], email: string) {
  return db
    .select({
      id: attendees.id,
      eventId: attendees.eventId,
      name: attendees.name,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      email: attendees.email,
      units: attendees.units,
      completed: attendees.completed,
      onlyCheckedIn: ONLY_CHECKED_IN,
      currentCertificateId: attendees.currentCertificateId,
    })
    .from(attendees)
    .where(
      and(
        inArray(attendees.eventId, [...eventIds]),
        sql`lower(${attendees.email}) = ${email}`,
        isNull(attendees.removedAt),
        ADDRESSED,
      ),
    )
    .orderBy(asc(attendees.id));
}

/**
 * Returns the certificate that a claim made and that is valid now, be it a correction of that one; null when the claim led to
 * one that the person had already. The claim that made a certificate was the first to have it.
 */
export async function findMadeByClaim(tx: Queryable, claimId: number): Promise<{ id: number; serial: string } | null> {
  const [row] = await tx.execute<{ id: string; serial: string }>(sql`
    with recursive chain(id) as (
      select made.id from ${claims} c join ${namedCertificates} made on made.id = c.certificate_id
      where c.id = ${claimId} and made.origin = 'claimed' and not exists (
        select from ${claims} other where other.event_id = c.event_id and other.certificate_id = made.id
          and (coalesce(other.decided_at, other.stated_at), other.id) < (coalesce(c.decided_at, c.stated_at), c.id))
      union
      select successor.id from chain
      join certificate_endings ending on ending.certificate_id = chain.id
      join ${namedCertificates} successor on successor.serial = ending.superseded_by
    )
    select n.id, n.serial from ${namedCertificates} n
    where n.id in (select id from chain)
      and not exists (select from certificate_endings where certificate_id = n.id)`);
  return row ? { id: Number(row.id), serial: row.serial } : null;
}

/**
 * Lists the earlier claims at an event that came with answers to its evaluation: those of a person on the roster, and those
 * under their name where either claim does not say who on the roster it is.
 */
export async function listClaimsWithAnswers(
  tx: Queryable,
  { eventId, claimId, attendeeId, name }: { eventId: number; claimId: number; attendeeId: number | null; name: string },
) {
  const key = sql`(select ${nameKeySql(sql`${name}::text`)})`;
  const onRoster = sql`(select a.name_key from ${attendees} a where a.id = claims.attendee_id)`;
  return tx
    .select({
      attendeeId: claims.attendeeId,
      name: claims.name,
      email: claims.email,
      school: claims.school,
      educatorNumber: claims.educatorNumber,
    })
    .from(claims)
    .innerJoin(shareLinks, eq(shareLinks.id, claims.shareLinkId))
    .where(
      and(
        eq(claims.eventId, eventId),
        lt(claims.id, claimId),
        eq(shareLinks.afterEvaluation, true),
        // Working out the keys of thousands of names takes long, and the roster has them.
        sql`case when ${claims.attendeeId} is null then ${nameKeySql(sql.raw('claims.name'))} = ${key}
          when ${attendeeId}::bigint is null then ${onRoster} = ${key}
          else ${claims.attendeeId} = ${attendeeId}::bigint end`,
      ),
    );
}

/** Returns null when somebody with the same identity was added first. */
export async function insertClaimant(tx: Queryable, row: typeof attendees.$inferInsert): Promise<number | null> {
  const [added] = await tx.insert(attendees).values(row).onConflictDoNothing().returning({ id: attendees.id });
  return added?.id ?? null;
}

/** Returns the units that an event gives, or null when there is no such event. */
export async function findEventHours(db: Queryable, eventId: number): Promise<string | null> {
  const [row] = await db.select({ hours: events.hours }).from(events).where(eq(events.id, eventId));
  return row?.hours ?? null;
}
