import { z } from 'zod';
import { revokeCertificate, revokeSchema } from '@/lib/certificates/change/revoke-certificate';
import { isAppError } from '@/lib/platform/errors';
import type { CertificateAnswer } from './answers';
import type { SystemContext } from './authenticate';
import { certificateAnswerOf, endedError, getOwnCertificate, validInPlaceOf } from './find-certificate';

export const revocationRequest = z.strictObject({
  reason: revokeSchema.shape.reason.meta({
    description: 'Why the certificate is revoked. Only the provider and agency staff can read it.',
    maxLength: 500,
    examples: ['The completion was recorded by mistake.'],
  }),
});

/**
 * Revokes one of the provider's certificates, the way a person does on the event's pages. Revoking it again changes
 * nothing and gets the same answer.
 * @throws AppError `not_found`, both for another provider's certificate and for one that does not exist, or `conflict`
 * when a corrected one replaced it, or another one of the same person stayed valid when two records became one
 */
export async function requestRevocation(
  ctx: SystemContext,
  typedSerial: string,
  { reason }: z.output<typeof revocationRequest>,
): Promise<CertificateAnswer> {
  const { id: certificateId, serial, eventId, ending } = await getOwnCertificate(ctx, typedSerial);
  if (!ending) {
    try {
      await revokeCertificate(ctx, { eventId, certificateId, reason });
    } catch (error) {
      // Someone may have ended it in the meantime; how is looked up below.
      if (!isAppError(error) || error.code !== 'conflict') throw error;
    }
  }
  const now = await getOwnCertificate(ctx, serial);
  // The learner would still have the other one.
  const hasAnother = now.endedByMerge && (await validInPlaceOf(ctx, now)) !== null;
  if (now.ending?.kind !== 'revoked' || hasAnother) throw await endedError(ctx, now);
  return certificateAnswerOf(now);
}
