import type { Queryable } from '@/db/client';
import {
  findCertificateDetails,
  listCertificatesOfAttendee,
  listMailsOfCertificate,
} from '@/db/queries/certificate-list';
import { eventNotFound } from '@/lib/events/find-event';
import type { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';

type Reading = Pick<Context, 'actor'> & { db: Queryable };

/**
 * A named certificate of an event, as the event's provider or staff may see it.
 * @throws AppError `not_found`, the same for one of another event or provider and for none
 */
export async function getCertificate(ctx: Reading, eventId: number, certificateId: number) {
  const found = await findCertificateDetails(ctx.db, eventId, certificateId, scopeOf(ctx.actor));
  if (!found) throw certificateNotFound();
  return found;
}

export type CertificateDetails = Awaited<ReturnType<typeof getCertificate>>;

/** What has become of a certificate: all that its attendee ever had, and each time this one was mailed. */
export async function listCertificateHistory(ctx: Reading, certificate: CertificateDetails) {
  const [certificates, mails] = [
    await listCertificatesOfAttendee(ctx.db, certificate.attendee.id),
    await listMailsOfCertificate(ctx.db, certificate.id),
  ];
  return { certificates, mails };
}

export type CertificateHistory = Awaited<ReturnType<typeof listCertificateHistory>>;

/** The number of a certificate from an address. Anything that cannot be one is simply not found. */
export function parseCertificateId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw certificateNotFound();
  return Number(text);
}

function certificateNotFound(): AppError {
  // The words of a missing event: which of the two is missing must not be told.
  return eventNotFound();
}
