import type { Queryable } from '@/db/client';
import {
  findCertificateDetails,
  listCertificatesOfAttendee,
  listMailsOfCertificate,
} from '@/db/queries/certificate-list';
import type { LearningSystem, Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { logReading } from '@/lib/attendees/log-reading';
import { eventNotFound } from '@/lib/events/find-event';
import type { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { printedDifferences } from './printed-differences';

type Reading = Pick<Context<Person | LearningSystem>, 'actor'> & { db: Queryable };

/** What may be done with a certificate by somebody who cannot read the rest of the roster. */
type Capability = 'roster.read' | 'certificate.correct' | 'certificate.revoke';

/**
 * Returns a named certificate of an event, for the event's provider or staff.
 * @param capability what the caller is about to do with it
 * @throws AppError `forbidden`, or `not_found`, both for one of another event or provider and for one that does not
 * exist
 */
export async function getCertificate(
  ctx: Reading,
  eventId: number,
  certificateId: number,
  capability: Capability = 'roster.read',
) {
  authorize(ctx, capability);
  const found = await findCertificateDetails(ctx.db, eventId, certificateId, scopeOf(ctx.actor));
  if (!found) throw certificateNotFound();
  return found;
}

export type CertificateDetails = Awaited<ReturnType<typeof getCertificate>>;

/**
 * Returns a certificate's history: all certificates that its attendee ever had, with what each says otherwise than the one
 * that it replaced, and each time this one was emailed.
 * @throws AppError `forbidden`
 */
export async function listCertificateHistory(ctx: Context, certificate: CertificateDetails) {
  authorize(ctx, 'roster.read');
  await logReading(ctx, certificate.eventId);
  const [found, mails] = [
    await listCertificatesOfAttendee(ctx.db, certificate.attendee.id),
    await listMailsOfCertificate(ctx.db, certificate.id),
  ];
  const certificates = found.map(({ facts, ...certificate }) => {
    const replaced = found.find(({ supersededBy }) => supersededBy === certificate.serial);
    const changed = replaced && {
      serial: replaced.serial,
      differences: printedDifferences(replaced.facts as NamedFacts, facts as NamedFacts),
    };
    return { ...certificate, replaced: changed ?? null };
  });
  return { certificates, mails };
}

export type CertificateHistory = Awaited<ReturnType<typeof listCertificateHistory>>;

/** Reads the number of a certificate from an address. A malformed number counts as not found. */
export function parseCertificateId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw certificateNotFound();
  return Number(text);
}

function certificateNotFound(): AppError {
  // The same words as for a missing event, so that a caller cannot tell which of the two is missing.
  return eventNotFound();
}
