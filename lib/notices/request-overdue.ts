import { REQUESTS_TO_ANSWER } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { requestTitle } from './request-subject';
import { counted } from './words';

/** The day by which the agency intends to answer a request has passed. */
export const requestOverdue: NoticeKind = {
  name: 'request_overdue',
  side: 'agency',
  urgent: false,
  steps: 'overdue',
  counted: 'after',
  escalates: false,
  waitsFrom: 1,
  cause: () => REQUESTS_TO_ANSWER,
  canWait: false,
  canBeOff: false,
  title: 'Requests that are overdue',
  about: 'The day by which a request should have been answered has passed.',
  heading: (count) => `${counted(count, 'overdue request')}`,
  list: { label: 'Open requests', path: '/admin/requests' },
  line: ({ subjectId, name, extra, since }) => ({
    title: requestTitle(extra),
    text: `From ${name}. The answer was due on ${formatDay(since)}.`,
    label: 'Answer the request',
    path: `/admin/requests/${subjectId}`,
  }),
};
