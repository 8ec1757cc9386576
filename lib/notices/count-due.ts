import { COUNTS_DUE } from '@/db/queries/notice-causes';
import { COUNTS_DUE as COUNTS_DUE_LIST, eventListHref } from '@/lib/events/list-query';
import { daysBetween, formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { inDays } from './words';

/** An event ended and has no certificate count (M9). A missing one can cost an educator the renewal. */
export const countDue: NoticeKind = {
  name: 'count_due',
  side: 'provider',
  urgent: false,
  steps: 'countDue',
  counted: 'after',
  catchesUp: true,
  escalates: true,
  waitsFrom: 1,
  cause: () => COUNTS_DUE,
  canWait: false,
  canBeOff: false,
  title: 'Certificate counts that are due',
  about: 'An event ended, and the number of certificates is not recorded yet.',
  heading: (count) => (count === 1 ? 'Record a certificate count' : `Record ${count} certificate counts`),
  because: 'Without the count of an event, an educator’s license renewal can fail.',
  list: { label: 'All events with a count due', path: eventListHref(COUNTS_DUE_LIST) },
  line: ({ subjectId, title, since, today }) => ({
    title,
    text: `Ended on ${formatDay(since)}, ${inDays(daysBetween(since, today))} ago. Record how many certificates you gave out, even if there were none.`,
    label: 'Record the count',
    path: `/events/${subjectId}/report`,
  }),
};
