import { findCertificateBySerial } from '@/db/queries/learners';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { parseSerial } from '@/lib/certificates/serial';
import { validNow } from '@/lib/certificates/verify/checked-certificate';
import { AppError } from '@/lib/platform/errors';
import { certificateDisposition } from '@/lib/printing/file-name';
import { checkUrl, pdfUrl } from './addresses';
import type { CertificateAnswer } from './answers';
import type { SystemContext } from './authenticate';

/**
 * Returns the current state of one of the provider's certificates.
 * @throws AppError `not_found`, both for another provider's certificate and for one that does not exist
 */
export async function findCertificate(ctx: SystemContext, typedSerial: string): Promise<CertificateAnswer> {
  return certificateAnswerOf(await getOwnCertificate(ctx, typedSerial));
}

export function certificateAnswerOf({ serial, eventId, facts, ending, issuedAt }: OwnCertificate): CertificateAnswer {
  return {
    serial,
    eventId,
    state: ending?.kind ?? 'valid',
    supersededBy: ending?.supersededBy ?? null,
    name: String(facts.participantName),
    units: String(facts.units),
    signed: facts.signatureId !== undefined,
    issuedAt: issuedAt.toISOString(),
    checkUrl: checkUrl(serial),
    pdfUrl: pdfUrl(serial),
  };
}

/**
 * Returns the file of one of the provider's certificates.
 * @throws AppError `not_found`, or `conflict` for one that was revoked or replaced and should not be given to anyone
 */
export async function findCertificateFile(ctx: SystemContext, typedSerial: string) {
  const found = await getOwnCertificate(ctx, typedSerial);
  const { id, facts, ending } = found;
  if (ending) throw await endedError(ctx, found);
  const disposition = certificateDisposition({
    title: String(facts.title),
    startsOn: String(facts.startsOn),
    endsOn: String(facts.endsOn),
  });
  return { bytes: await namedFile(ctx.db, id), disposition };
}

/** Returns the refusal for work with a certificate that is no longer valid; it names the one that is. */
export async function endedError(ctx: SystemContext, certificate: OwnCertificate): Promise<AppError> {
  const valid = await validInPlaceOf(ctx, certificate);
  const what = whatEnded(certificate);
  const next = valid ? `Request ${valid}, which is valid now.` : 'No certificate is valid in its place.';
  return new AppError('conflict', `This certificate ${what}. ${next}`);
}

function whatEnded({ ending, endedByMerge }: OwnCertificate): string {
  if (endedByMerge) return 'was revoked as a duplicate';
  return ending?.kind === 'revoked' ? 'was revoked by the provider' : 'was replaced by a corrected one';
}

/** Returns the serial of the certificate that is valid in place of one that ended; null when none is. */
export function validInPlaceOf({ db }: SystemContext, { id, facts }: OwnCertificate): Promise<string | null> {
  return validNow(db, { id, name: String(facts.participantName) });
}

export type OwnCertificate = Awaited<ReturnType<typeof getOwnCertificate>>;

/**
 * Returns one of the provider's certificates.
 * @throws AppError `not_found`, both for another provider's certificate and for one that does not exist
 */
export async function getOwnCertificate({ db, actor }: SystemContext, typedSerial: string) {
  const serial = parseSerial(typedSerial);
  const found = serial && (await findCertificateBySerial(db, serial, { providerId: actor.providerId }));
  if (!found) {
    throw new AppError(
      'not_found',
      'Your provider has no certificate with that serial number. Check the serial number.',
    );
  }
  return found;
}
