import { type Day, dayInMontana } from '@/lib/platform/clock';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';

/** The latest decision on how an event is signed; without a signature, the line is left for ink. */
type InForce = { signatureId: number | null; signedAt: Date; statement: string | null };
type Edited = { updatedAt: Date };

/** Returns whether signing again would change nothing: same signature, statement and day, and no edits since. */
export function isSignedWith(
  inForce: InForce | undefined,
  event: Edited,
  { signatureId, statement }: { signatureId: number; statement: string },
  today: Day,
): boolean {
  return (
    inForce?.signatureId === signatureId &&
    (inForce.statement ?? CERTIFICATE_TEXTS.providerStatement) === statement &&
    dayInMontana(inForce.signedAt) === today &&
    !isEditedSinceSigned(event, inForce)
  );
}

/**
 * Returns whether the event was edited after it was signed, so that the signer has not seen what certificates say now.
 * The signature remains in force, and people are asked to look and sign again.
 */
export function isEditedSinceSigned(event: Edited, inForce: InForce | undefined): boolean {
  return inForce !== undefined && inForce.signatureId !== null && event.updatedAt > inForce.signedAt;
}
