import type { Day } from '@/lib/platform/clock';
import type { SigningFacts } from '../template/certificate-facts';

/** Signing again with the same signature on the same day would change nothing on the certificate. */
export function isSignedSo(now: SigningFacts | null, signatureId: number, today: Day): boolean {
  return now?.signatureId === signatureId && now.signedOn === today;
}

/**
 * Whether the event was changed after it was signed: the signer has not seen what certificates say now. The signature
 * stays in force, and people are asked to look and sign again.
 */
export function isEditedSinceSigned(event: { updatedAt: Date }, signing: { signedAt: Date } | undefined): boolean {
  return signing !== undefined && event.updatedAt > signing.signedAt;
}
