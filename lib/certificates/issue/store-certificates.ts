import type { Transaction } from '@/db/client';
import { insertNamedCertificates, type NamedCertificateOrigin } from '@/db/queries/named-certificates';
import { userIdOf } from '@/lib/access/actor';
import { type Recorder, record } from '@/lib/audit/record';
import { searchable } from '@/lib/platform/text';
import { type NamedFacts, TEMPLATE_VERSION } from '@/lib/printing/facts';
import type { Made } from './make-certificates';

export type StoredCertificate = {
  id: number;
  serial: string;
  attendeeId: number;
  /** Section IV is signed digitally. */
  signed: boolean;
};

/**
 * Issues certificates that were made, one for each of these attendees, in the same order. A step of `prepareAndStore`,
 * which has locked everything; the caller has authorized it.
 * @throws a duplicate fault on `attendees_one_certificate` when one of them already has a certificate or cannot have
 * one
 */
export async function storeCertificates(
  tx: Transaction,
  ctx: Recorder,
  { shared, certificates }: Made,
  { attendeeIds, origin }: { attendeeIds: readonly number[]; origin: NamedCertificateOrigin },
): Promise<StoredCertificate[]> {
  const eventId = shared.eventNumber;
  const stored = await insertNamedCertificates(
    tx,
    certificates.map(({ facts, file }, index) => ({
      serial: facts.serial,
      eventId,
      attendeeId: attendeeIds[index]!,
      facts,
      templateVersion: TEMPLATE_VERSION,
      ...file,
      origin,
      issuedBy: userIdOf(ctx.actor),
      issuedAt: ctx.clock.now(),
      searchText: searchTextOf(facts),
    })),
  );
  await record(tx, ctx, {
    action: 'certificate.issued',
    subject: `event:${eventId}`,
    details: { origin, certificates: certificates.map(({ facts, file }) => [facts.serial, file.sha256]) },
  });
  const signed = shared.signatureId !== undefined;
  return stored.map((row) => ({ ...row, signed }));
}

/** Returns the text that the search of an event's certificates uses. */
function searchTextOf({ participantName, participantSchool, participantNumber, serial }: NamedFacts): string {
  return searchable([participantName, participantSchool, participantNumber, serial].join(' '));
}
