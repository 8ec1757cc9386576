export const NOT_HOLDING =
  'This certificate was corrected or revoked meanwhile. Open the attendee’s latest certificate to see what holds now.';

type Attendee = { currentCertificateId: number | null };

/** Why this certificate can be neither corrected, revoked nor mailed; null while it holds. */
export function whyNotChangeable({ id, attendee }: { id: number; attendee: Attendee }): string | null {
  return attendee.currentCertificateId === id ? null : NOT_HOLDING;
}
