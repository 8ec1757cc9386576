import type { Day } from '@/lib/platform/clock';
import { daysBetween, formatDay } from '@/lib/platform/days';
import type { EventLocation } from './event';
import type { PastWarning } from './event-decision';

/** The state of an event on a given day in Montana; computed, never stored. */
export type EventState = 'upcoming' | 'running' | 'count-due' | 'reported' | 'canceled';

export const EVENT_STATES = [
  'upcoming',
  'running',
  'count-due',
  'reported',
  'canceled',
] as const satisfies EventState[];

type Dated = { startsOn: Day; endsOn: Day };
/** `canceledAt`: since when the event has been canceled, or null. */
export type Cancelable = { canceledAt: Date | null };
type Counted = Dated & Cancelable & { certificateCount: number | null };

/**
 * Returns why nothing can be changed or issued for a canceled event; null while it is not canceled (M19). Whatever was
 * issued before stays valid.
 */
export function whyCanceled({ canceledAt }: Cancelable): string | null {
  return canceledAt ? 'This event was canceled. Only agency staff can restore it.' : null;
}

/**
 * Returns whether the event has ended. It runs through the whole of its end date in Montana time (DOMAIN, "The end date
 * has passed").
 */
export function hasEnded(event: Dated, today: Day): boolean {
  return today > event.endsOn;
}

export function stateOf(event: Counted, today: Day): EventState {
  if (event.canceledAt) return 'canceled';
  if (event.certificateCount !== null) return 'reported';
  if (hasEnded(event, today)) return 'count-due';
  return today < event.startsOn ? 'upcoming' : 'running';
}

/** Returns why a provider can no longer edit this event; null while it can (manual, "Revising Existing Events"; M16). */
export function whyNotEditable(event: Dated & Cancelable, today: Day): string | null {
  const canceled = whyCanceled(event);
  if (canceled) return canceled;
  return hasEnded(event, today)
    ? `This event ended on ${formatDay(event.endsOn)}. An event can be edited until the end of its last day.`
    : null;
}

/**
 * Returns the question to ask before saving an event that is already over: usually its year is wrong, and the provider
 * could no longer fix that. `confirmed` is the end date that the person has confirmed.
 */
export function pastWarning(event: Dated, today: Day, confirmed: string | undefined): PastWarning | null {
  return hasEnded(event, today) && confirmed !== event.endsOn ? { kind: 'past', endsOn: event.endsOn } : null;
}

/** Returns why the number of certificates cannot be recorded yet; null from the end date on (M9). */
export function whyNotReportable(event: Dated & Cancelable, today: Day): string | null {
  const canceled = whyCanceled(event);
  if (canceled) return canceled;
  return today < event.endsOn
    ? `You can record the count when the event is over. Come back on ${formatDay(event.endsOn)}.`
    : null;
}

type Reported = { certificateCount: number | null; issuedCount: number; reportedIssued: number | null };

/**
 * Returns how many more named certificates are valid now than the recorded count included; negative when some have been
 * revoked since, 0 while nothing is recorded. The count never changes automatically, because the provider is
 * responsible for it (M9, M14).
 */
export function issuedSinceReport({ certificateCount, issuedCount, reportedIssued }: Reported): number {
  return certificateCount === null ? 0 : issuedCount - (reportedIssued ?? 0);
}

/** Returns how many of a recorded count were on paper: all that were not named certificates of this system. */
export function onPaperOf({ certificateCount, reportedIssued }: Omit<Reported, 'issuedCount'>): number {
  return (certificateCount ?? 0) - (reportedIssued ?? 0);
}

/**
 * Returns the number on paper that the form proposes: the previous count; before any count, 0 beside certificates that
 * were issued here, so that most events are closed in one click; otherwise null, for a box that has to be filled in.
 */
export function proposedOnPaper(event: Reported): number | null {
  if (event.certificateCount !== null) return onPaperOf(event);
  return event.issuedCount > 0 ? 0 : null;
}

/** Returns the number to record now: the valid named certificates plus the paper ones counted before. */
export function proposedCount(event: Reported): number {
  return event.issuedCount + onPaperOf(event);
}

/** Returns the days since the end date of an event that still owes a count. */
export function daysOverdue(event: Dated, today: Day): number {
  return Math.max(0, daysBetween(event.endsOn, today));
}

/** Returns the PDUs for hours of instruction, one each (ARM 10.57.215): `6.50` hours are `6.5` PDUs. */
export function unitsOf(hours: string): string {
  return hours.includes('.') ? hours.replace(/\.?0+$/, '') : hours;
}

/** Returns "Online" or "Helena, MT", as the certificate prints it (M11). */
export function locationLine(location: EventLocation): string {
  return location.kind === 'online' ? 'Online' : `${location.city}, ${location.state}`;
}

/** What separates a conference's name from the rest of its session's title. */
const AFTER_CONFERENCE = /^\s*[:–—|-]\s*/;

/**
 * Returns a session's title without the name of its conference at the start, for lists that show the name beside it.
 * A title that has nothing else stays as it is.
 */
export function titleWithinConference({ title, conference }: { title: string; conference: string | null }): string {
  if (!conference || !title.toLowerCase().startsWith(conference.toLowerCase())) return title;
  const rest = title.slice(conference.length);
  return AFTER_CONFERENCE.test(rest) ? rest.replace(AFTER_CONFERENCE, '') || title : title;
}

type Stamped = { version: number; issuedCount: number; certificateCount: number | null };

/** Returns what changes whenever an event, its valid certificates or its count change: people decide on what they saw. */
export function stampOf({ version, issuedCount, certificateCount }: Stamped): string {
  return `${version}/${issuedCount}/${certificateCount ?? ''}`;
}
