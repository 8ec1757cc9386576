type Attendee = { currentCertificateId: number | null };

/** Returns why a person cannot be removed from the roster; null when they can. The database enforces the same rule. */
export function whyNotRemovable(attendee: Attendee): string | null {
  return attendee.currentCertificateId === null
    ? null
    : 'This person has a certificate for the event and can’t be removed from its roster. Revoke the certificate first, on the certificates page.';
}

/**
 * Returns why "completed" cannot be undone; null when it can. A certificate says that the person completed the event.
 */
export function whyNotMadeOpen(attendee: Attendee): string | null {
  return attendee.currentCertificateId === null
    ? null
    : 'This person has a certificate, which says that they completed the event. Revoke the certificate first, on the certificates page.';
}
