import { CLAIMS_BY_DAY, CLAIMS_BY_EVENT } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { counted } from './words';

/** Attendees wait for the provider to accept or refuse their claims, and have no certificate until then. */
export const claimsWait: NoticeKind = {
  name: 'claims_wait',
  side: 'provider',
  urgent: false,
  steps: 'claims',
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: () => CLAIMS_BY_DAY,
  todoCause: () => CLAIMS_BY_EVENT,
  canWait: false,
  canBeOff: false,
  title: 'Claims that wait for you',
  about: 'Attendees asked for their certificate through a share link, and you have to decide.',
  heading: () => 'Decide on claims',
  list: { label: 'Event List', path: '/events' },
  line: ({ subjectId, title, number, since }) => ({
    title,
    text: `${number === 1 ? '1 attendee has' : `${counted(number ?? 0, 'attendee')} have`} been waiting for a certificate since ${formatDay(since)}. Accept or refuse ${number === 1 ? 'the claim' : 'the claims'}.`,
    label: number === 1 ? 'Decide on the claim' : 'Decide on the claims',
    path: `/events/${subjectId}/share`,
  }),
};
