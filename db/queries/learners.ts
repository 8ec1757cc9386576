import { and, desc, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { Queryable } from '../client';
import { attendees, certificateEndings, events, namedCertificates, providers } from '../schema';
import { type EventScope, withinScope } from './events';

/** What decides whether somebody earned an event's units; null: out of scope, or none. */
export async function findEventToEarn(db: Queryable, eventId: number, scope: EventScope) {
  const [row] = await db
    .select({
      id: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      asynchronous: events.asynchronous,
      hours: events.hours,
      providerName: providers.name,
    })
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .where(and(eq(events.id, eventId), withinScope(scope)));
  return row ?? null;
}

/** Who is on an event's roster under one of these identities, with the certificate that each holds now. */
export async function listLearnersKnownAs(
  db: Queryable,
  eventId: number,
  identities: readonly string[],
  scope: EventScope,
) {
  return db
    .select({
      id: attendees.id,
      identity: attendees.identity,
      name: attendees.name,
      email: attendees.email,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      version: attendees.version,
      certificateId: attendees.currentCertificateId,
      serial: namedCertificates.serial,
    })
    .from(attendees)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .leftJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .where(
      and(
        eq(attendees.eventId, eventId),
        inArray(attendees.identity, [...identities]),
        isNull(attendees.removedAt),
        withinScope(scope),
      ),
    );
}

export type LearnerOnRoster = Awaited<ReturnType<typeof listLearnersKnownAs>>[number];

/** Adds a learner to an event's roster. Null: somebody with this identity is there, or was added meanwhile. */
export async function insertLearner(
  tx: Queryable,
  learner: Omit<typeof attendees.$inferInsert, 'id'>,
): Promise<number | null> {
  const [row] = await tx.insert(attendees).values(learner).onConflictDoNothing().returning({ id: attendees.id });
  return row?.id ?? null;
}

/** Notes that somebody on the roster completed the event. Null: the row was changed since, or has a certificate. */
export async function completeLearner(
  tx: Queryable,
  { id, version }: { id: number; version: number },
  change: Pick<typeof attendees.$inferInsert, 'name' | 'email' | 'school' | 'educatorNumber' | 'units' | 'updatedAt'>,
): Promise<number | null> {
  const [row] = await tx
    .update(attendees)
    .set({ ...change, completed: true, version: version + 1 })
    .where(
      and(
        eq(attendees.id, id),
        eq(attendees.version, version),
        isNull(attendees.removedAt),
        isNull(attendees.currentCertificateId),
      ),
    )
    .returning({ id: attendees.id });
  return row?.id ?? null;
}

/** Who of these identities had a certificate of this event revoked, also those who are off the roster since. */
export async function listRevokedLearners(db: Queryable, eventId: number, identities: readonly string[]) {
  return db
    .selectDistinct({ identity: attendees.identity, name: attendees.name })
    .from(attendees)
    .innerJoin(namedCertificates, eq(namedCertificates.attendeeId, attendees.id))
    .innerJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(
      and(
        eq(attendees.eventId, eventId),
        inArray(attendees.identity, [...identities]),
        eq(certificateEndings.kind, 'revoked'),
      ),
    );
}

/** A certificate by its serial with what became of it; null when there is none in scope. */
export async function findCertificateBySerial(db: Queryable, serial: string, scope: EventScope) {
  const [row] = await db
    .select({
      id: namedCertificates.id,
      serial: namedCertificates.serial,
      eventId: namedCertificates.eventId,
      facts: namedCertificates.facts,
      issuedAt: namedCertificates.issuedAt,
      ending: { kind: certificateEndings.kind, supersededBy: certificateEndings.supersededBy },
    })
    .from(namedCertificates)
    .innerJoin(events, eq(events.id, namedCertificates.eventId))
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(and(eq(namedCertificates.serial, serial), withinScope(scope)));
  return row ?? null;
}

/** A provider's events, newest first, from below an id on. */
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
    })
    .from(events)
    .where(and(eq(events.providerId, providerId), below === null ? undefined : lt(events.id, below)))
    .orderBy(desc(events.id))
    .limit(limit);
}
