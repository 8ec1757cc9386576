import { findCertificateBySerial } from '@/db/queries/learners';
import { certificateDisposition } from '@/lib/certificates/file-name';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { parseSerial } from '@/lib/certificates/serial';
import { AppError } from '@/lib/platform/errors';
import { checkUrl, pdfUrl } from './addresses';
import type { CertificateAnswer } from './answers';
import type { KeyVisit } from './authenticate';

/**
 * What has become of a certificate of the provider's.
 * @throws AppError `not_found`, for another provider's as for none
 */
export async function findCertificate(visit: KeyVisit, typedSerial: string): Promise<CertificateAnswer> {
  const { serial, eventId, facts, ending, issuedAt } = await getCertificate(visit, typedSerial);
  return {
    serial,
    eventId,
    state: ending?.kind ?? 'valid',
    supersededBy: ending?.supersededBy ?? null,
    name: String(facts.participantName),
    units: String(facts.units),
    issuedAt: issuedAt.toISOString(),
    checkUrl: checkUrl(serial),
    pdfUrl: pdfUrl(serial),
  };
}

/**
 * The file of a certificate of the provider's.
 * @throws AppError `not_found`, or `conflict` for one that was revoked or replaced: nobody should be handed it
 */
export async function findCertificateFile(visit: KeyVisit, typedSerial: string) {
  const { id, facts, ending } = await getCertificate(visit, typedSerial);
  if (ending?.kind === 'superseded') {
    throw new AppError('conflict', `This certificate was replaced by a corrected one: ask for ${ending.supersededBy}.`);
  }
  if (ending) throw new AppError('conflict', 'This certificate was revoked by the provider and holds no more.');
  const disposition = certificateDisposition({
    title: String(facts.title),
    startsOn: String(facts.startsOn),
    endsOn: String(facts.endsOn),
  });
  return { bytes: await namedFile(visit.db, id), disposition };
}

async function getCertificate({ db, key }: KeyVisit, typedSerial: string) {
  const serial = parseSerial(typedSerial);
  const found = serial && (await findCertificateBySerial(db, serial, { providerId: key.providerId }));
  if (!found) {
    throw new AppError('not_found', 'There is no such certificate among those of your provider. Check the serial.');
  }
  return found;
}
