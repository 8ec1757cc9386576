import { APPLICATIONS_TO_DECIDE } from '@/db/queries/notice-causes';
import { dueWords } from './due-words';
import type { NoticeKind } from './kind';
import { counted } from './words';

/** The agency has to answer an organization's application. */
export const applicationDue: NoticeKind = {
  name: 'application_due',
  side: 'agency',
  urgent: false,
  steps: 'applicationsAfter',
  stepsBefore: 'applicationsBefore',
  counted: 'after',
  catchesUp: true,
  escalates: false,
  waitsFrom: 'steps',
  cause: () => APPLICATIONS_TO_DECIDE,
  canWait: false,
  canBeOff: false,
  title: 'Applications that are due',
  about: 'An organization applied to be an approved provider, and the agency has to answer.',
  heading: (count) => `${counted(count, 'application')} to decide`,
  list: { label: 'Applications', path: '/admin/applications' },
  line: ({ subjectId, title, since, today }) => ({
    title: `Application of ${title}`,
    text: `${dueWords(since, today)} Approve it, decline it, or note that it waits for the applicant.`,
    label: 'Open the application',
    path: `/admin/applications/${subjectId}`,
  }),
};
