import { and, desc, eq, sql } from 'drizzle-orm';
import { preparedOnce, type Queryable } from '../client';
import { certificates, eventSignings, events, type FrozenFacts, providers, signatures, users } from '../schema';
import { type EventScope, withinScope } from './events';
import { settingOn } from './settings';

/**
 * Returns what is needed to decide whether an event's certificate is still the one last printed: the event's current facts,
 * how they are signed, the sentences that the agency changed until `day` (null: none), and the latest certificate without
 * its bytes. One statement, because printing again is little more than this. Null when the event is out of scope.
 */
export async function findPrintState(db: Queryable, eventId: number, scope: EventScope, day: string) {
  const everyProvider = scope === 'every-provider';
  const query = preparedOnce(db, `findPrintState:${everyProvider}`, () => preparePrintState(db, everyProvider));
  const [row] = await query.execute({ eventId, day, ...(everyProvider ? {} : { providerId: scope.providerId }) });
  return row ?? null;
}

function preparePrintState(db: Queryable, everyProvider: boolean) {
  const latest = db
    .select({
      id: certificates.id,
      version: certificates.version,
      templateVersion: certificates.templateVersion,
      facts: certificates.facts,
    })
    .from(certificates)
    .where(eq(certificates.eventId, events.id))
    .orderBy(desc(certificates.version))
    .limit(1)
    .as('latest');
  const signing = db
    .select({
      signatureId: eventSignings.signatureId,
      statement: eventSignings.statement,
      signedAt: eventSignings.signedAt,
      signedBy: signatures.printedName,
      signedTitle: signatures.title,
    })
    .from(eventSignings)
    .leftJoin(signatures, eq(signatures.id, eventSignings.signatureId))
    .where(eq(eventSignings.eventId, events.id))
    .orderBy(desc(eventSignings.id))
    .limit(1)
    .as('signing');
  const statements = settingOn(db, 'statements', sql.placeholder('day')).as('statements');
  return db
    .select({
      event: {
        id: events.id,
        title: events.title,
        instructor: events.instructor,
        startsOn: events.startsOn,
        endsOn: events.endsOn,
        locationKind: events.locationKind,
        city: events.city,
        state: events.state,
        zip: events.zip,
        hours: events.hours,
        canceledAt: events.canceledAt,
      },
      providerName: providers.name,
      providerPhone: providers.phone,
      latest: {
        id: latest.id,
        version: latest.version,
        templateVersion: latest.templateVersion,
        facts: latest.facts,
      },
      signing: {
        signatureId: signing.signatureId,
        statement: signing.statement,
        signedAt: signing.signedAt,
        signedBy: signing.signedBy,
        signedTitle: signing.signedTitle,
      },
      statements: statements.value,
    })
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .leftJoinLateral(latest, sql`true`)
    .leftJoinLateral(signing, sql`true`)
    .leftJoin(statements, sql`true`)
    .where(
      and(
        eq(events.id, sql.placeholder('eventId')),
        everyProvider ? undefined : eq(events.providerId, sql.placeholder('providerId')),
      ),
    )
    .prepare('find_print_state');
}

export type PrintState = NonNullable<Awaited<ReturnType<typeof findPrintState>>>;

export type NewCertificate = Omit<typeof certificates.$inferInsert, 'id'>;

/** Stores a version of an event's certificate. Returns false when this version was stored in the meantime. */
export async function insertCertificate(tx: Queryable, certificate: NewCertificate): Promise<boolean> {
  const stored = await tx
    .insert(certificates)
    .values(certificate)
    .onConflictDoNothing({ target: [certificates.eventId, certificates.version] })
    .returning({ id: certificates.id });
  return stored.length > 0;
}

export async function findCertificateBytes(db: Queryable, certificateId: number): Promise<Buffer | null> {
  const [row] = await db
    .select({ bytes: certificates.bytes })
    .from(certificates)
    .where(eq(certificates.id, certificateId));
  return row?.bytes ?? null;
}

/** Returns one version of an event's certificate as it was generated, or null. */
export async function findCertificateVersion(db: Queryable, eventId: number, version: number, scope: EventScope) {
  const [row] = await db
    .select({ id: certificates.id, facts: certificates.facts })
    .from(certificates)
    .innerJoin(events, eq(events.id, certificates.eventId))
    .where(and(eq(certificates.eventId, eventId), eq(certificates.version, version), withinScope(scope)));
  return row ?? null;
}

/** Lists all versions of an event's certificate, newest first, without bytes. */
export async function listCertificateVersions(db: Queryable, eventId: number) {
  return db
    .select({
      version: certificates.version,
      templateVersion: certificates.templateVersion,
      facts: certificates.facts,
      sha256: certificates.sha256,
      createdAt: certificates.createdAt,
      createdByName: users.name,
    })
    .from(certificates)
    .innerJoin(users, eq(users.id, certificates.createdBy))
    .where(eq(certificates.eventId, eventId))
    .orderBy(desc(certificates.version));
}

export type { FrozenFacts };
