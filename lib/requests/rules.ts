import type { Capability } from '@/lib/access/capabilities';
import { whyCanceled } from '@/lib/events/rules';
import { addBusinessDays, isBusinessDay, type OtherHolidays } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween, formatDay } from '@/lib/platform/days';

/**
 * What a provider can ask for. The wording of each kind is in `kind-words.ts`, and what it does is in the file with its
 * name.
 */
export type RequestKind = EventRequestKind | 'user' | 'provider_data';

/** The kinds that are about an event. The others are about the provider itself, and its managers ask for them. */
export type EventRequestKind = 'correction' | 'cancellation';

/** Returns whether requests of this kind are about an event. */
export function isAboutEvent(kind: RequestKind): kind is EventRequestKind {
  return kind === 'correction' || kind === 'cancellation';
}

/** What staff can do with the certificates that were already issued, besides leaving them as they are. */
export type CertificateChange = 'correct' | 'revoke';

/** Which of the two belongs to a correction, and which to a cancellation. */
export const CERTIFICATE_CHANGE = {
  correction: 'correct',
  cancellation: 'revoke',
} as const satisfies Record<EventRequestKind, CertificateChange>;

/** The capability that a person needs to ask for it, to answer questions about it, and to withdraw it. */
export const CAPABILITY_TO_ASK = {
  correction: 'request.make',
  cancellation: 'request.make',
  user: 'request.make_for_provider',
  provider_data: 'request.make_for_provider',
} as const satisfies Record<RequestKind, Capability>;

/** Every kind of request. */
export const REQUEST_KINDS = Object.keys(CAPABILITY_TO_ASK) as RequestKind[];

/**
 * `waiting` means that staff asked the provider something, and `open` that it is the agency's turn. The others are
 * decisions, which are final.
 */
export type RequestStatus = 'open' | 'waiting' | 'approved' | 'declined' | 'withdrawn';

/** Returns why nobody can act on a request anymore; null while it is undecided. */
export function whyDecided({ status }: { status: RequestStatus }): string | null {
  switch (status) {
    case 'approved':
      return 'This request was approved, and its change was made.';
    case 'declined':
      return 'This request was declined.';
    case 'withdrawn':
      return 'This request was withdrawn.';
    default:
      return null;
  }
}

/**
 * Returns why the provider does not need to ask for a correction; null when it does (manual, "Revising Existing
 * Events").
 */
export function whyNotCorrectable(event: { endsOn: Day; canceledAt: Date | null }, today: Day): string | null {
  const canceled = whyCanceled(event);
  if (canceled) return canceled;
  return today <= event.endsOn
    ? `This event can be edited until the end of ${formatDay(event.endsOn)}. Edit it yourself; no request is needed.`
    : null;
}

/**
 * Returns the day to answer by, later by the business days that the request waited for the provider, which do not count
 * as the agency's time (choice).
 */
export function dueAfterWaiting(
  { dueOn, waitingSince }: { dueOn: Day; waitingSince: Day },
  today: Day,
  others?: OtherHolidays,
): Day {
  const waited = Array.from({ length: Math.max(0, daysBetween(waitingSince, today)) }, (_, n) =>
    addDays(waitingSince, n + 1),
  ).filter((day) => isBusinessDay(day, others)).length;
  return addBusinessDays(dueOn, waited, others);
}

/** How urgent an undecided request is; `soon` means due today or on one of the next two business days. */
export type Urgency = 'overdue' | 'soon' | 'later';

/** Returns what says how urgent each request of a list is. */
export function urgencyFor(today: Day, others?: OtherHolidays): (request: { dueOn: Day }) => Urgency {
  const soonUntil = addBusinessDays(today, 2, others);
  return (request) => {
    if (isOverdue(request, today)) return 'overdue';
    return request.dueOn <= soonUntil ? 'soon' : 'later';
  };
}

/** Returns whether the day to answer by has passed. */
export function isOverdue({ dueOn }: { dueOn: Day }, today: Day): boolean {
  return dueOn < today;
}

/** The reasons for declining that staff choose from; they add a sentence of their own. */
export const GROUNDS = {
  'not-enough': 'There is not enough information',
  'not-allowed': 'The rules do not allow the change',
  'not-needed': 'The record is already right',
  'other-way': 'There is another way to do it',
  other: 'Another reason',
} as const;

export type Ground = keyof typeof GROUNDS;
