import { z } from 'zod';
import { CERTIFICATE_EMAILS_RETURNED } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import type { NoticeKind } from './kind';
import { counted } from './words';

const extraSchema = z.object({ eventId: z.number(), attendeeId: z.number(), status: z.string() });

/** The latest email with a certificate came back, so the attendee does not have it. */
export const certificateEmailReturned: NoticeKind = {
  name: 'certificate_email_returned',
  side: 'provider',
  urgent: false,
  steps: 'returned',
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: () => CERTIFICATE_EMAILS_RETURNED,
  canWait: false,
  canBeOff: false,
  title: 'Emails with certificates that came back',
  about: 'A certificate was emailed to an attendee, and the email came back.',
  heading: (count) => `${counted(count, 'email')} came back`,
  list: { label: 'Event List', path: '/events' },
  line: ({ title, name, number, extra, since }) => {
    const { eventId, attendeeId, status } = extraSchema.parse(extra);
    const what = number === 1 ? `the certificate of “${name}”` : `${counted(number!, 'certificate')}`;
    return {
      title,
      text: `The email with ${what} came back on ${formatDay(since)}: ${whyItCameBack(status)} Correct the address and send it again, or give out the certificate another way.`,
      label: 'Correct the address',
      path: `/events/${eventId}/attendees/${attendeeId}`,
    };
  },
};
