import { currentSigner } from '@/lib/platform/pdf/sealing/current-signer';
import { sealPdf } from '@/lib/platform/pdf/sealing/seal-pdf';
import type { SealAbout } from '@/lib/platform/pdf/sealing/seal-tail';
import type { Visit } from '@/lib/platform/visit';
import type { SharedFacts } from '../facts';

/** What readers of PDFs show about the seal: the words of Section IV, and whom to ask. */
export function sealAboutOf(facts: SharedFacts, signedAt: Date): SealAbout {
  return {
    name: facts.providerName,
    reason: 'Approved provider verification',
    contact: facts.providerPhone,
    signedAt,
  };
}

/** A certificate that is signed digitally carries a seal, one for ink carries none (M12). */
export function isSealed(facts: SharedFacts): boolean {
  return facts.signatureId !== undefined;
}

/**
 * The printed certificate, sealed if it is to be. Call it outside of any transaction.
 * @throws AppError `unavailable` when nothing can be sealed at the moment
 */
export async function sealSigned(
  visit: Pick<Visit, 'db' | 'clock'>,
  facts: SharedFacts,
  printed: Buffer,
): Promise<Buffer> {
  if (!isSealed(facts)) return printed;
  return sealPdf(printed, sealAboutOf(facts, visit.clock.now()), await currentSigner(visit));
}
