import { interimCountsDue } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import { YEARLY_DEFAULTS } from '@/lib/settings/yearly-defaults';
import type { NoticeKind } from './kind';

/** An always-open course ran on June 30 and has no count up to that day, which the annual report needs (ARM 10.57.216). */
export const interimCountDue: NoticeKind = {
  name: 'interim_count_due',
  side: 'provider',
  urgent: false,
  steps: 'interimCounts',
  counted: 'after',
  catchesUp: true,
  escalates: true,
  waitsFrom: 1,
  cause: ({ today }) => interimCountsDue({ today, defaults: YEARLY_DEFAULTS }),
  canWait: true,
  canBeOff: false,
  title: 'Counts up to June 30',
  about: 'A course that is always open goes on after June 30. The annual report needs its count up to that day.',
  heading: (count) => (count === 1 ? 'Record a count up to June 30' : `Record ${count} counts up to June 30`),
  list: { label: 'Our information', path: '/our-information' },
  line: ({ subjectId, title, since }) => ({
    title,
    text: `This course was open on ${formatDay(since)}, the last day of the reporting year. Record how many certificates it gave out up to that day, for the annual report.`,
    label: 'Record the count',
    path: `/events/${subjectId}/interim-count`,
  }),
};
