import { z } from 'zod';
import { usersOutOfReach } from '@/db/queries/notice-causes';
import { formatDay } from '@/lib/platform/days';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import type { NoticeKind } from './kind';
import { counted } from './words';

const extraSchema = z.object({ status: z.string() });

/** Emails to a user come back, so they get no reminders, answers or codes. */
export const userEmailReturned: NoticeKind = {
  name: 'user_email_returned',
  side: 'agency',
  urgent: false,
  steps: 'returned',
  counted: 'after',
  escalates: false,
  waitsFrom: 0,
  cause: ({ today }) => usersOutOfReach(today),
  canWait: false,
  canBeOff: false,
  title: 'Emails to users that came back',
  about: 'An email to a user came back: a code, a reminder, or an answer to a request.',
  heading: (count) => `${counted(count, 'user')} out of reach by email`,
  list: { label: 'Emails', path: '/admin/emails' },
  line: ({ subjectId, title, extra, since }) => ({
    title,
    text: `An email came back on ${formatDay(since)}: ${whyItCameBack(extraSchema.parse(extra).status)} No email has arrived since. Find out the right address.`,
    label: 'Open the user',
    path: `/admin/users/${subjectId}`,
  }),
};
