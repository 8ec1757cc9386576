import { COUNTS_DIFFERING } from '@/db/queries/notice-causes';
import type { NoticeKind } from './kind';
import { counted } from './words';

/** Certificates were issued or revoked after the count was recorded (M14). One reminder for each recorded count. */
export const countDiffers: NoticeKind = {
  name: 'count_differs',
  side: 'provider',
  urgent: false,
  steps: null,
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: () => COUNTS_DIFFERING,
  canWait: true,
  canBeOff: false,
  title: 'Counts that no longer fit',
  about: 'Certificates were issued or revoked after the count was recorded.',
  heading: (count) => `Check ${counted(count, 'certificate count')}`,
  list: { label: 'Event List', path: '/events' },
  line: ({ subjectId, title }) => ({
    title,
    text: 'Certificates were issued or revoked after you recorded the count. Check it, and record it again.',
    label: 'Check the count',
    path: `/events/${subjectId}/report`,
  }),
};
