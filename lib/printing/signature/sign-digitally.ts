import { currentSigner, type SignatureDetails, signPdf } from '@/lib/platform/pdf/signing';
import type { Visit } from '@/lib/platform/visit';
import type { SharedFacts } from '../facts';

/** Returns what PDF readers show about the signature: the words of Section IV, and whom to contact. */
export function signatureDetailsOf(facts: SharedFacts, signedAt: Date): SignatureDetails {
  return {
    name: facts.providerName,
    reason: 'Approved provider verification',
    contact: facts.providerPhone,
    signedAt,
  };
}

/** Returns whether a certificate is signed digitally; one that is left for ink has no signature (M12). */
export function isSigned(facts: SharedFacts): boolean {
  return facts.signatureId !== undefined;
}

/**
 * Signs the printed certificate if it is signed digitally. Must be called outside of any transaction.
 * @throws AppError `unavailable` when nothing can be signed at the moment
 */
export async function signDigitally(
  visit: Pick<Visit, 'db' | 'clock'>,
  facts: SharedFacts,
  printed: Buffer,
): Promise<Buffer> {
  if (!isSigned(facts)) return printed;
  return signPdf(printed, signatureDetailsOf(facts, visit.clock.now()), await currentSigner(visit));
}
