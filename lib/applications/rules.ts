import type { Day } from '@/lib/platform/clock';
import { addYears, formatDay } from '@/lib/platform/days';

/** `waiting` means that the applicant was asked something; `approved` and `declined` are final. */
export type ApplicationStatus = 'open' | 'waiting' | 'approved' | 'declined';

/** Returns why nobody can act on an application anymore; null while it is undecided. */
export function whyDecided({ status }: { status: ApplicationStatus }): string | null {
  switch (status) {
    case 'approved':
      return 'This application was approved, and the provider was added.';
    case 'declined':
      return 'This application was declined.';
    default:
      return null;
  }
}

/** Returns why an application can't have arrived on a day, or null. */
export function whyNotReceivedOn(day: Day, today: Day): string | null {
  if (day > today) return 'Enter today or an earlier day.';
  const earliest = addYears(today, -1);
  return day < earliest ? `Enter ${formatDay(earliest)} or a later day.` : null;
}

/** The reasons for declining that staff choose from; they add a sentence of their own (choice). */
export const GROUNDS = {
  incomplete: 'The application is not complete',
  'already-approved': 'The organization is an approved provider already',
  'not-for-educators': 'Its events are not professional development for P–12 educators',
  'not-allowed': 'The rules do not allow it',
  'taken-back': 'The applicant took it back',
  mistake: 'It was recorded by mistake',
  other: 'Another reason',
} as const;

export type Ground = keyof typeof GROUNDS;
