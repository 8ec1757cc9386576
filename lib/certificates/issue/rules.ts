import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';

/** Why no certificate of this event can be issued yet; null from its first day on: a course may be completed then. */
export function whyNotIssuable(event: { startsOn: Day }, today: Day): string | null {
  return today < event.startsOn
    ? `The event begins on ${formatDay(event.startsOn)}. Certificates are for people who completed it.`
    : null;
}

export const HAS_CERTIFICATE = 'Has a certificate already.';

/** Why this attendee gets no certificate now; null when one can be issued (M13). */
export function whyNoCertificate(attendee: { completed: boolean; currentCertificateId: number | null }): string | null {
  if (!attendee.completed) return 'Not marked as completed. Only attendees who completed the event get a certificate.';
  return attendee.currentCertificateId === null ? null : HAS_CERTIFICATE;
}
