import { QUESTIONS } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import type { NoticeKind } from './kind';
import { requestTitle } from './request-subject';

/** Staff asked the provider a question, and the request waits for the answer. */
export const requestQuestion: NoticeKind = {
  name: 'request_question',
  side: 'provider',
  urgent: false,
  steps: 'questions',
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: () => QUESTIONS,
  canWait: true,
  canBeOff: false,
  title: 'Questions about your requests',
  about: 'Agency staff asked you something, and the request waits for your answer.',
  heading: () => 'Answer questions about your requests',
  list: { label: 'Requests', path: '/requests' },
  line: ({ subjectId, extra, since }) => ({
    title: requestTitle(extra),
    text: `Agency staff asked a question on ${formatDay(since)}. The request waits for your answer.`,
    label: 'Answer the question',
    path: `/requests/${subjectId}`,
  }),
};
