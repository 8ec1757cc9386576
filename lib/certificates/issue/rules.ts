import { whyCanceled } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';

/**
 * Returns why no certificate of this event can be issued now; null from its first day, when courses can be completed,
 * as long as it is not canceled. Attendees see the reason, too.
 */
export function whyNotIssuable(event: { startsOn: Day; canceledAt: Date | null }, today: Day): string | null {
  if (whyCanceled(event)) return 'This event was canceled, so no more certificates are issued for it.';
  return today < event.startsOn
    ? `The event begins on ${formatDay(event.startsOn)}. Certificates are for people who completed it.`
    : null;
}

export const HAS_CERTIFICATE = 'Already has a certificate.';

/** Returns why this attendee gets no certificate now; null when one can be issued (M13). */
export function whyNoCertificate(attendee: { completed: boolean; currentCertificateId: number | null }): string | null {
  if (!attendee.completed) return 'Not marked as completed. Only attendees who completed the event get a certificate.';
  return attendee.currentCertificateId === null ? null : HAS_CERTIFICATE;
}
