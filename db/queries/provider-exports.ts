import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import {
  attendees,
  certificateEndings,
  certificateReports,
  conferences,
  events,
  interimCounts,
  namedCertificates,
  providerExportParts,
  providerExports,
  users,
} from '../schema';

/** Ends exports of a provider without a file that were asked for before a moment and never ended, because a server died. */
export async function endStuckExports(tx: Queryable, providerId: number, before: Date, now: Date): Promise<void> {
  await tx
    .update(providerExports)
    .set({ endedAt: now })
    .where(
      and(
        eq(providerExports.providerId, providerId),
        isNull(providerExports.endedAt),
        lt(providerExports.askedAt, before),
      ),
    );
}

/** Adds an export; returns null when one of this provider is being made. */
export async function insertExport(
  tx: Queryable,
  row: { providerId: number; askedBy: number; askedAt: Date },
): Promise<number | null> {
  const [added] = await tx
    .insert(providerExports)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: providerExports.id });
  return added?.id ?? null;
}

/** Lists the exports of a provider, latest first. */
export async function listExports(db: Queryable, providerId: number, limit: number) {
  return db
    .select({
      id: providerExports.id,
      askedByName: users.name,
      askedAt: providerExports.askedAt,
      endedAt: providerExports.endedAt,
      sha256: providerExports.sha256,
      length: providerExports.length,
    })
    .from(providerExports)
    .innerJoin(users, eq(users.id, providerExports.askedBy))
    .where(eq(providerExports.providerId, providerId))
    .orderBy(desc(providerExports.id))
    .limit(limit);
}

/** Returns an export that is being made, and locks it until the transaction ends; null when it ended. */
export async function lockExport(tx: Queryable, exportId: number) {
  const [row] = await tx
    .select({ providerId: providerExports.providerId, askedBy: providerExports.askedBy })
    .from(providerExports)
    .where(and(eq(providerExports.id, exportId), isNull(providerExports.endedAt)))
    .for('no key update');
  return row ?? null;
}

/** Ends an export with what it became; null: it could not be made. */
export async function endExport(
  tx: Queryable,
  exportId: number,
  endedAt: Date,
  file: { sha256: string; length: number } | null,
): Promise<void> {
  await tx
    .update(providerExports)
    .set({ endedAt, ...file })
    .where(and(eq(providerExports.id, exportId), isNull(providerExports.endedAt)));
}

export async function insertExportPart(
  tx: Queryable,
  part: { exportId: number; position: number; bytes: Buffer },
): Promise<void> {
  await tx.insert(providerExportParts).values(part);
}

/** Returns an export of this provider that was made, or null. */
export async function findExport(db: Queryable, { providerId, exportId }: { providerId: number; exportId: number }) {
  const [row] = await db
    .select({ sha256: providerExports.sha256, askedAt: providerExports.askedAt })
    .from(providerExports)
    .where(and(eq(providerExports.id, exportId), eq(providerExports.providerId, providerId)));
  return row?.sha256 ? { sha256: row.sha256, askedAt: row.askedAt } : null;
}

/** Returns a piece of an export, or null after the last one. */
export async function findExportPart(db: Queryable, exportId: number, position: number): Promise<Uint8Array | null> {
  const [row] = await db
    .select({ bytes: providerExportParts.bytes })
    .from(providerExportParts)
    .where(and(eq(providerExportParts.exportId, exportId), eq(providerExportParts.position, position)));
  return row?.bytes ?? null;
}

/** Deletes exports that were asked for before a moment. */
export async function deleteOldExports(db: Queryable, before: Date): Promise<void> {
  const old = db.select({ id: providerExports.id }).from(providerExports).where(lt(providerExports.askedAt, before));
  await db.delete(providerExportParts).where(inArray(providerExportParts.exportId, old));
  await db.delete(providerExports).where(lt(providerExports.askedAt, before));
}

type Page = { providerId: number; after: number; limit: number };

/** Lists all events of a provider in the order of their numbers. */
export async function listEventsToExport(db: Queryable, { providerId, after, limit }: Page) {
  return db
    .select({
      id: events.id,
      title: events.title,
      instructor: events.instructor,
      description: events.description,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      locationKind: events.locationKind,
      city: events.city,
      state: events.state,
      zip: events.zip,
      hours: events.hours,
      conference: { name: conferences.name },
      ownNumber: events.ownNumber,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
      room: events.room,
      track: events.track,
      certificateCount: events.certificateCount,
      issuedCount: events.issuedCount,
      canceledAt: events.canceledAt,
      continuesEventId: events.continuesEventId,
    })
    .from(events)
    .leftJoin(conferences, eq(conferences.id, events.conferenceId))
    .where(and(eq(events.providerId, providerId), gt(events.id, after)))
    .orderBy(asc(events.id))
    .limit(limit);
}

/** Lists every certificate count that was recorded for these events, in the order in which they were. */
export async function listCountsToExport(db: Queryable, eventIds: readonly number[]) {
  return db
    .select({
      eventId: certificateReports.eventId,
      count: certificateReports.count,
      issued: certificateReports.issued,
      reportedAt: certificateReports.reportedAt,
      reportedByName: users.name,
    })
    .from(certificateReports)
    .innerJoin(users, eq(users.id, certificateReports.reportedBy))
    .where(inArray(certificateReports.eventId, [...eventIds]))
    .orderBy(asc(certificateReports.eventId), asc(certificateReports.id));
}

/** Lists every count up to a June 30 that was recorded for these events, in the order in which they were. */
export async function listInterimCountsToExport(db: Queryable, eventIds: readonly number[]) {
  return db
    .select({
      eventId: interimCounts.eventId,
      asOf: interimCounts.asOf,
      count: interimCounts.count,
      issued: interimCounts.issued,
      reportedAt: interimCounts.recordedAt,
      reportedByName: users.name,
    })
    .from(interimCounts)
    .innerJoin(users, eq(users.id, interimCounts.recordedBy))
    .where(inArray(interimCounts.eventId, [...eventIds]))
    .orderBy(asc(interimCounts.eventId), asc(interimCounts.id));
}

/** Lists the people on the roster of an event in the order in which they came. */
export async function listRosterToExport(
  db: Queryable,
  { eventId, after, limit }: { eventId: number; after: number; limit: number },
) {
  return db
    .select({
      id: attendees.id,
      eventId: attendees.eventId,
      name: attendees.name,
      email: attendees.email,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      units: attendees.units,
      completed: attendees.completed,
    })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), gt(attendees.id, after), isNull(attendees.removedAt)))
    .orderBy(asc(attendees.id))
    .limit(limit);
}

/** Lists the certificates of an event in the order in which they were issued, and what became of them. */
export async function listCertificatesToExport(
  db: Queryable,
  { eventId, after, limit }: { eventId: number; after: number; limit: number },
) {
  return db
    .select({
      id: namedCertificates.id,
      eventId: namedCertificates.eventId,
      serial: namedCertificates.serial,
      name: sql<string>`${namedCertificates.facts} ->> 'participantName'`,
      units: sql<string>`${namedCertificates.facts} ->> 'units'`,
      issuedAt: namedCertificates.issuedAt,
      sha256: namedCertificates.sha256,
      ended: certificateEndings.kind,
      endedAt: certificateEndings.endedAt,
      supersededBy: certificateEndings.supersededBy,
    })
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(and(eq(namedCertificates.eventId, eventId), gt(namedCertificates.id, after)))
    .orderBy(asc(namedCertificates.id))
    .limit(limit);
}
