import { and, asc, desc, eq, isNotNull, like, type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { attendees, certificateMails, events, namedCertificates } from '../schema';

export type CertificateSearch = {
  /** Each must appear in the name; from `nameKey`, so without case, accents and apostrophes. */
  words: readonly string[];
  /** Instead of words: the whole address, without case. */
  email: string | null;
  limit: number;
};

/**
 * Lists the valid certificates of people across all events of a provider, by name, the latest event first. An index
 * over the names of people with a certificate, or over addresses, answers it.
 */
export async function searchCertificates(
  db: Queryable,
  providerId: number,
  { words, email, limit }: CertificateSearch,
) {
  const last = db
    .select({ mailId: certificateMails.mailId, createdAt: certificateMails.createdAt })
    .from(certificateMails)
    .where(eq(certificateMails.certificateId, namedCertificates.id))
    .orderBy(desc(certificateMails.mailId))
    .limit(1)
    .as('last');
  return freshPlans(db)
    .select({
      attendeeId: attendees.id,
      name: attendees.name,
      nameKey: attendees.nameKey,
      email: attendees.email,
      school: attendees.school,
      certificateId: namedCertificates.id,
      serial: namedCertificates.serial,
      units: sql<string>`${namedCertificates.facts} ->> 'units'`,
      isSigned: sql<boolean>`${namedCertificates.facts} ->> 'signatureId' is not null`,
      eventId: events.id,
      title: events.title,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      canceledAt: events.canceledAt,
      mailed: { mailId: last.mailId, createdAt: last.createdAt },
    })
    .from(attendees)
    .innerJoin(events, and(eq(events.id, attendees.eventId), eq(events.providerId, providerId)))
    .innerJoin(namedCertificates, eq(namedCertificates.id, attendees.currentCertificateId))
    .leftJoinLateral(last, sql`true`)
    .where(and(isNotNull(attendees.currentCertificateId), ...matches(words, email)))
    .orderBy(asc(attendees.nameKey), asc(attendees.email), desc(events.startsOn), desc(events.id))
    .limit(limit);
}

function matches(words: readonly string[], email: string | null): SQL[] {
  if (email !== null) return [sql`lower(${attendees.email}) = ${email}`];
  return words.map((word) => like(attendees.nameKey, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`));
}
