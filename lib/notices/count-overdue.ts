import { COUNTS_OVERDUE } from '@/db/queries/notice-causes';
import { daysBetween, formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { counted, inDays } from './words';

/** A count is still missing at the last reminder of its provider, so the agency asks for it (M9). */
export const countOverdue: NoticeKind = {
  name: 'count_overdue',
  side: 'agency',
  urgent: false,
  steps: 'countDue',
  counted: 'after',
  catchesUp: true,
  escalates: true,
  waitsFrom: 'last step',
  cause: () => COUNTS_OVERDUE,
  // Staff have the list of counts due for it.
  todoCause: null,
  canWait: false,
  canBeOff: true,
  title: 'Counts that a provider did not record',
  about: 'The provider got its last reminder, and the certificate count is still missing.',
  heading: (count) => `${counted(count, 'certificate count')} long overdue`,
  list: { label: 'All counts due', path: '/admin' },
  line: ({ subjectId, title, name, since, today }) => ({
    title,
    text: `${name}: ended on ${formatDay(since)}, ${inDays(daysBetween(since, today))} ago. The provider was reminded and did not record a count.`,
    label: 'Open the event',
    path: `/admin/events/${subjectId}`,
  }),
};
