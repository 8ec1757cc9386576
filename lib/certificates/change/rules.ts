export const NOT_VALID =
  'This certificate has since been corrected or revoked. Open the attendee’s latest certificate to see which one is valid.';

type Attendee = { currentCertificateId: number | null };

/** Returns why this certificate can be neither corrected, revoked nor emailed; null while it is valid. */
export function whyNotChangeable({ id, attendee }: { id: number; attendee: Attendee }): string | null {
  return attendee.currentCertificateId === id ? null : NOT_VALID;
}
