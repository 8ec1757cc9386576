type Attendee = { currentCertificateId: number | null };

/** Why somebody cannot be taken off the roster; null when they can. The database holds the same rule. */
export function whyNotRemovable(attendee: Attendee): string | null {
  return attendee.currentCertificateId === null
    ? null
    : 'This person has a certificate of the event and stays on its roster. Revoke the certificate first, on the certificates page.';
}

/** Why "completed" cannot be taken back; null when it can. A certificate says that the person completed the event. */
export function whyNotMadeOpen(attendee: Attendee): string | null {
  return attendee.currentCertificateId === null
    ? null
    : 'This person has a certificate, which says that they completed the event. Revoke the certificate first, on the certificates page.';
}
