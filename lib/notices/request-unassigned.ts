import { REQUESTS_UNASSIGNED, requestsToAssign } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { requestTitle } from './request-subject';
import { counted } from './words';

/** A request came that no member of staff took. */
export const requestUnassigned: NoticeKind = {
  name: 'request_unassigned',
  side: 'agency',
  urgent: false,
  steps: 'unassigned',
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: () => REQUESTS_UNASSIGNED,
  todoCause: ({ today }) => requestsToAssign(today),
  canWait: false,
  canBeOff: false,
  title: 'Unassigned requests',
  about: 'A provider sent a request, and it is not assigned.',
  heading: (count) => `${counted(count, 'request')} to assign`,
  list: { label: 'Unassigned requests', path: '/admin/requests?queue=unassigned' },
  line: ({ subjectId, name, extra, since }) => ({
    title: requestTitle(extra),
    text: `From ${name}, sent on ${formatDay(since)}. It is not assigned to a member of staff yet.`,
    label: 'Open the request',
    path: `/admin/requests/${subjectId}`,
  }),
};
