import { agreementDue } from './agreement-due';
import { applicationDue } from './application-due';
import { certificateEmailReturned } from './certificate-email-returned';
import { claimsWait } from './claims-wait';
import { countDiffers } from './count-differs';
import { countDue } from './count-due';
import { countOverdue } from './count-overdue';
import { courseEnds } from './course-ends';
import { interimCountDue } from './interim-count-due';
import type { NoticeKind, NoticeName } from './kind';
import { proposalWaits } from './proposal-waits';
import { reportDue } from './report-due';
import { requestOverdue } from './request-overdue';
import { requestQuestion } from './request-question';
import { requestUnassigned } from './request-unassigned';
import { signingKeyEnds } from './signing-key-ends';
import { userEmailReturned } from './user-email-returned';
import { yearlyMissing } from './yearly-missing';

/** Every kind of notice, in the order in which emails have them. */
export const NOTICE_KINDS: readonly NoticeKind[] = [
  countDue,
  claimsWait,
  certificateEmailReturned,
  requestQuestion,
  countDiffers,
  courseEnds,
  interimCountDue,
  agreementDue,
  reportDue,
  signingKeyEnds,
  requestOverdue,
  requestUnassigned,
  applicationDue,
  proposalWaits,
  userEmailReturned,
  countOverdue,
  yearlyMissing,
];

/** Returns a kind by its stored name; undefined for one that no longer exists. */
export function kindOf(name: string): NoticeKind | undefined {
  return NOTICE_KINDS.find((kind) => kind.name === name);
}

export type { NoticeKind, NoticeName };
