import { documentsDue } from '@/db/queries/notice-causes';
import { YEARLY_DEFAULTS } from '@/lib/settings/yearly-defaults';
import { documentTitle, dueWords } from './due-words';
import type { NoticeKind } from './kind';
import { counted } from './words';

/** A provider has not signed or sent its annual report for a reporting year (ARM 10.57.216). */
export const reportDue: NoticeKind = {
  name: 'report_due',
  side: 'provider',
  urgent: false,
  steps: 'yearlyAfter',
  stepsBefore: 'yearlyBefore',
  counted: 'after',
  catchesUp: true,
  escalates: false,
  waitsFrom: 'steps',
  cause: ({ today }) => documentsDue({ kind: 'report', today, defaults: YEARLY_DEFAULTS }),
  forSeniors: true,
  canWait: true,
  canBeOff: false,
  title: 'Annual report that is due',
  about: 'Your provider reports its events and attendees to the agency after each reporting year. For managers.',
  heading: (count) => `Sign ${counted(count, 'annual report')}`,
  because: 'ARM 10.57.216 asks every approved provider for an annual report.',
  list: { label: 'Our information', path: '/our-information' },
  line: ({ number, since, today }) => ({
    title: documentTitle('report', number!),
    text: `${dueWords(since, today)} It is filled in from your events. Check it and sign it for your organization.`,
    label: 'Open the report',
    path: `/annual-report/${number}`,
  }),
};
