import { type Day, dayInMontana } from '@/lib/platform/clock';

/** The latest decision on how an event is signed; without a signature it is left for ink. */
type InForce = { signatureId: number | null; signedAt: Date };
type Edited = { updatedAt: Date };

/** Signing once more would change nothing: the same signature, of the same day, and nothing was edited since. */
export function isSignedSo(inForce: InForce | undefined, event: Edited, signatureId: number, today: Day): boolean {
  return (
    inForce?.signatureId === signatureId &&
    dayInMontana(inForce.signedAt) === today &&
    !isEditedSinceSigned(event, inForce)
  );
}

/**
 * Whether the event was edited after it was signed: the signer has not seen what certificates say now. The signature
 * stays in force, and people are asked to look and sign again.
 */
export function isEditedSinceSigned(event: Edited, inForce: InForce | undefined): boolean {
  return inForce !== undefined && inForce.signatureId !== null && event.updatedAt > inForce.signedAt;
}
