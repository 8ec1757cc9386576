import { coursesEnding } from '@/db/queries/notice-causes';
import { ASK_AFTER_DAYS } from '@/lib/courses/rules';
import { addDays, formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { counted } from './words';

/**
 * A course that is always open ends, and is entered again for the next year (manual, "Continuously Available
 * Asynchronous Professional Development Unit Activities"; M10).
 */
export const courseEnds: NoticeKind = {
  name: 'course_ends',
  side: 'provider',
  urgent: false,
  steps: 'courseEnds',
  counted: 'before',
  catchesUp: true,
  escalates: false,
  waitsFrom: 'steps',
  cause: ({ today }) => coursesEnding(today),
  todoCause: ({ today }) => coursesEnding(addDays(today, -ASK_AFTER_DAYS)),
  canWait: true,
  canBeOff: true,
  title: 'Courses that end soon',
  about: 'A course that is always open ends. If it stays open, make its entry for the next year.',
  heading: (count) => `${counted(count, 'course')} ${count === 1 ? 'ends' : 'end'} soon`,
  list: { label: 'Event List', path: '/events' },
  line: ({ subjectId, title, since, today }) => ({
    title,
    text: `${since < today ? 'Ended' : 'Ends'} on ${formatDay(since)}. If people can still take it after that day, make its entry for the next year. Record the count of this one${since < today ? '' : ' after it ends'}.`,
    label: 'Continue it',
    path: `/events/${subjectId}#continue`,
  }),
};
