import { documentsDue } from '@/db/queries/notice-causes';
import { YEARLY_DEFAULTS } from '@/lib/settings/yearly-defaults';
import { documentTitle, dueWords } from './due-words';
import type { NoticeKind } from './kind';
import { counted } from './words';

/** A provider has not signed or sent its agreement for a reporting year. */
export const agreementDue: NoticeKind = {
  name: 'agreement_due',
  side: 'provider',
  urgent: false,
  steps: 'yearlyAfter',
  stepsBefore: 'yearlyBefore',
  counted: 'after',
  catchesUp: true,
  escalates: false,
  waitsFrom: 'steps',
  cause: ({ today }) => documentsDue({ kind: 'agreement', today, defaults: YEARLY_DEFAULTS }),
  forSeniors: true,
  canWait: true,
  canBeOff: false,
  title: 'Yearly agreement that is due',
  about: 'Your provider agrees to the rules each year. For managers.',
  heading: (count) => `Sign ${counted(count, 'yearly agreement')}`,
  list: { label: 'Our information', path: '/our-information' },
  line: ({ number, since, today }) => ({
    title: documentTitle('agreement', number!),
    text: `${dueWords(since, today)} Read it and sign it for your organization.`,
    label: 'Open the agreement',
    path: `/our-information/agreement/${number}`,
  }),
};
