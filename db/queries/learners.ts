import { and, asc, desc, eq, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { attendees, certificateEndings, events, learnerIds, namedCertificates, providers } from '../schema';
import { ENDED_BY_MERGE } from './duplicates';
import { type EventScope, withinScope } from './events';

/**
 * Returns the facts that decide whether somebody earned an event's units; null when there is no such event in scope.
 */
export async function findEventToEarn(db: Queryable, eventId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      asynchronous: events.asynchronous,
      hours: events.hours,
      canceledAt: events.canceledAt,
      providerName: providers.name,
    })
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .where(and(eq(events.id, eventId), withinScope(scope)));
  return row ?? null;
}

/** What identifies a learner in a search: the hashes of the system's id, an identity, and an address. */
export type LearnerSought = {
  identity: string;
  learnerId: { idHash: string; foldedHash: string } | null;
  email: string | null;
};

function soughtAs({ identity, learnerId, email }: LearnerSought): SQL | undefined {
  return or(
    eq(attendees.identity, identity),
    learnerId
      ? or(eq(learnerIds.idHash, learnerId.idHash), eq(learnerIds.foldedHash, learnerId.foldedHash))
      : undefined,
    email === null ? undefined : sql`lower(${attendees.email}) = lower(${email})`,
  );
}

/**
 * Matches the same people, limited to the roster, with a separate index for each property, because rosters are long and
 * systems ask for everyone on them.
 */
function isOneOf(eventId: number, { identity, learnerId, email }: LearnerSought): SQL {
  const ways = [
    sql`select a.id from attendees a where a.event_id = ${eventId} and a.identity = ${identity} and a.removed_at is null`,
  ];
  if (learnerId) {
    const { idHash, foldedHash } = learnerId;
    ways.push(
      sql`select l.attendee_id from learner_ids l where l.event_id = ${eventId} and l.id_hash = ${idHash}`,
      sql`select l.attendee_id from learner_ids l where l.event_id = ${eventId} and l.folded_hash = ${foldedHash}`,
    );
  }
  if (email !== null) {
    ways.push(
      sql`select a.id from attendees a where a.event_id = ${eventId} and a.email is not null and lower(a.email) = lower(${email})`,
    );
  }
  return sql`${attendees.id} in (${sql.join(ways, sql` union all `)})`;
}

/** Lists the people on an event's roster who may be this learner, oldest first, each with their valid certificate. */
export async function listLearnersKnownAs(db: Queryable, eventId: number, sought: LearnerSought, scope: EventScope) {
  return db
    .select({
      id: attendees.id,
      identity: attendees.identity,
      idHash: learnerIds.idHash,
      foldedHash: learnerIds.foldedHash,
      name: attendees.name,
      email: attendees.email,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      version: attendees.version,
      currentCertificateId: attendees.currentCertificateId,
      serial: namedCertificates.serial,
      issuedAt: namedCertificates.issuedAt,
      signed: sql<boolean>`${namedCertificates.facts} ->> 'signatureId' is not null`,
    })
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .leftJoin(learnerIds, eq(learnerIds.attendeeId, attendees.id))
    .leftJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(and(isOneOf(eventId, sought), isNull(attendees.removedAt), withinScope(scope)))
    .orderBy(asc(attendees.id));
}

export type LearnerOnRoster = Awaited<ReturnType<typeof listLearnersKnownAs>>[number];

/**
 * Adds a learner to an event's roster. Returns null when somebody with this identity exists, or was added in the meantime.
 */
export async function insertLearner(
  tx: Queryable,
  learner: Omit<typeof attendees.$inferInsert, 'id'>,
): Promise<number | null> {
  const [row] = await tx.insert(attendees).values(learner).onConflictDoNothing().returning({ id: attendees.id });
  return row?.id ?? null;
}

/**
 * Lists the people who may be this learner and whose certificate for this event was revoked, including people who are
 * no longer on the roster.
 */
export async function listRevokedLearners(db: Queryable, eventId: number, sought: LearnerSought) {
  return db
    .selectDistinct({
      identity: attendees.identity,
      idHash: learnerIds.idHash,
      foldedHash: learnerIds.foldedHash,
      name: attendees.name,
      email: attendees.email,
    })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.attendeeId, attendees.id))
    .innerJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .leftJoin(learnerIds, eq(learnerIds.attendeeId, attendees.id))
    .where(
      and(
        eq(attendees.eventId, eventId),
        soughtAs(sought),
        eq(certificateEndings.kind, 'revoked'),
        not(ENDED_BY_MERGE),
      ),
    );
}

/**
 * Returns whether a certificate of this attendee, or of a record that was merged into theirs, was revoked by the provider.
 * Only for one who has no valid certificate: a later one would have been the provider's next decision.
 */
export async function wasRevoked(db: Queryable, attendeeId: number): Promise<boolean> {
  const rows = await db
    .select({ id: namedCertificates.id })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.attendeeId, attendees.id))
    .innerJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(
      and(
        or(eq(attendees.id, attendeeId), eq(attendees.mergedInto, attendeeId)),
        eq(certificateEndings.kind, 'revoked'),
        not(ENDED_BY_MERGE),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/**
 * Records the id under which a learning system knows an attendee.
 * @returns false when the id belongs to someone else on the roster
 */
export async function keepLearnerId(tx: Queryable, row: typeof learnerIds.$inferInsert): Promise<boolean> {
  const kept = await tx
    .insert(learnerIds)
    .values(row)
    .onConflictDoUpdate({
      target: [learnerIds.eventId, learnerIds.idHash],
      set: { attendeeId: row.attendeeId },
      // An id becomes free when its attendee leaves the roster.
      setWhere: sql`${learnerIds.attendeeId} = ${row.attendeeId} or exists (
        select from ${attendees} a where a.id = ${learnerIds.attendeeId} and a.removed_at is not null)`,
    })
    .returning({ attendeeId: learnerIds.attendeeId });
  return kept.length > 0;
}

/** Returns a certificate by its serial with its current state; null when none is in scope. */
export async function findCertificateBySerial(db: Queryable, serial: string, scope: EventScope) {
  const [row] = await db
    .select({
      id: namedCertificates.id,
      serial: namedCertificates.serial,
      eventId: namedCertificates.eventId,
      facts: namedCertificates.facts,
      issuedAt: namedCertificates.issuedAt,
      ending: { kind: certificateEndings.kind, supersededBy: certificateEndings.supersededBy },
      endedByMerge: ENDED_BY_MERGE,
    })
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .innerJoin(attendees, eq(attendees.id, namedCertificates.attendeeId))
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(and(eq(namedCertificates.serial, serial), withinScope(scope)));
  return row ?? null;
}

/** Lists a provider's events that are not canceled, newest first, starting below an id. */
export async function listEventsBelow(
  db: Queryable,
  { providerId, below, limit }: { providerId: number; below: number | null; limit: number },
) {
  return db
    .select({
      id: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      hours: events.hours,
      signed: sql<boolean>`(select s.signature_id from event_signings s where s.event_id = events.id order by s.id desc limit 1) is not null`,
    })
    .from(events)
    .where(
      and(
        eq(events.providerId, providerId),
        isNull(events.canceledAt),
        below === null ? undefined : lt(events.id, below),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit);
}
