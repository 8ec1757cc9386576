import { whyCanceled } from '@/lib/events/rules';

export const NOT_VALID =
  'This certificate has since been corrected or revoked. Open the attendee’s latest certificate to see which one is valid.';

type Attendee = { currentCertificateId: number | null };

/** Returns why this certificate can be neither corrected, revoked nor emailed; null while it is valid. */
export function whyNotChangeable({ id, attendee }: { id: number; attendee: Attendee }): string | null {
  return attendee.currentCertificateId === id ? null : NOT_VALID;
}

/**
 * Returns why this certificate can't be corrected; null while it is valid and its event was not canceled. A certificate of
 * a canceled event can only be revoked.
 */
export function whyNotCorrectable(certificate: {
  id: number;
  attendee: Attendee;
  eventCanceledAt: Date | null;
}): string | null {
  return whyNotChangeable(certificate) ?? whyCanceled({ canceledAt: certificate.eventCanceledAt });
}
