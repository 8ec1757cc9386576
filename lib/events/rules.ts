import type { Day } from '@/lib/platform/clock';
import { daysBetween, formatDay } from '@/lib/platform/days';
import type { EventLocation } from './event';
import type { PastWarning } from './event-decision';

/** Computed, never stored: where an event stands on a given day in Montana. */
export type EventState = 'upcoming' | 'running' | 'count-due' | 'reported';

export const EVENT_STATES = ['upcoming', 'running', 'count-due', 'reported'] as const satisfies EventState[];

type Dated = { startsOn: Day; endsOn: Day };
type Counted = Dated & { certificateCount: number | null };

/** An event runs through the whole of its end date, Montana's day (DOMAIN, "The end date has passed"). */
export function hasEnded(event: Dated, today: Day): boolean {
  return today > event.endsOn;
}

export function stateOf(event: Counted, today: Day): EventState {
  if (event.certificateCount !== null) return 'reported';
  if (hasEnded(event, today)) return 'count-due';
  return today < event.startsOn ? 'upcoming' : 'running';
}

/** Why a provider cannot edit this event any more; null while it can (manual, "Revising Existing Events"; M16). */
export function whyNotEditable(event: Dated, today: Day): string | null {
  return hasEnded(event, today)
    ? `This event ended on ${formatDay(event.endsOn)}. An event can be edited until the end of its last day.`
    : null;
}

/**
 * What is asked before an event that is over already is saved: mostly its year is wrong, and its provider could not
 * set that right any more. `confirmed` is the end date that the person has said is meant.
 */
export function pastWarning(event: Dated, today: Day, confirmed: string | undefined): PastWarning | null {
  return hasEnded(event, today) && confirmed !== event.endsOn ? { kind: 'past', endsOn: event.endsOn } : null;
}

/** Why the number of certificates cannot be recorded yet; null from the end date on (M9). */
export function whyNotReportable(event: Dated, today: Day): string | null {
  return today < event.endsOn
    ? `Certificates are counted when the event is over. Come back on ${formatDay(event.endsOn)}.`
    : null;
}

type Reported = { certificateCount: number | null; issuedCount: number; reportedIssued: number | null };

/**
 * How many more named certificates hold now than the recorded count took in; negative when some were revoked since, 0
 * while nothing is recorded. The count does not change by itself: its provider answers for it (M9, M14).
 */
export function issuedSinceReport({ certificateCount, issuedCount, reportedIssued }: Reported): number {
  return certificateCount === null ? 0 : issuedCount - (reportedIssued ?? 0);
}

/** What of a recorded count was given out on paper: all that was no named certificate of this system. */
export function onPaperOf({ certificateCount, reportedIssued }: Omit<Reported, 'issuedCount'>): number {
  return (certificateCount ?? 0) - (reportedIssued ?? 0);
}

/**
 * What the form proposes for paper: what was counted before; before any count 0 beside certificates that were issued
 * here, so that most events are closed in one click; else null, for a box that has to be filled.
 */
export function proposedOnPaper(event: Reported): number | null {
  if (event.certificateCount !== null) return onPaperOf(event);
  return event.issuedCount > 0 ? 0 : null;
}

/** What to record now: the named certificates that hold, and the sheets on paper that were counted before. */
export function proposedCount(event: Reported): number {
  return event.issuedCount + onPaperOf(event);
}

/** Days since the end date of an event whose count is still owed. */
export function daysOverdue(event: Dated, today: Day): number {
  return Math.max(0, daysBetween(event.endsOn, today));
}

/** One hour of instruction is one PDU (ARM 10.57.215). `6.50` hours are `6.5` PDUs. */
export function unitsOf(hours: string): string {
  return hours.includes('.') ? hours.replace(/\.?0+$/, '') : hours;
}

/** "Online" or "Helena, MT", as the certificate prints it (M11). */
export function locationLine(location: EventLocation): string {
  return location.kind === 'online' ? 'Online' : `${location.city}, ${location.state}`;
}
