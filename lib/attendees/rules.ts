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

/** Returns why a person with these units cannot have completed the event; null when they can. The database enforces it. */
export function whyNotCompleted({ units, completed }: { units: string; completed: boolean }): string | null {
  return completed && Number(units) === 0
    ? 'A person with 0 PDUs has not completed the event. Enter the PDUs that they earned, or mark them as not completed.'
    : null;
}
