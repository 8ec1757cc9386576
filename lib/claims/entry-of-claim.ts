import { asksCompleted, dayOfClaim, entryOn, ROLL_OVER_DAYS, whyNotOnThisDay } from '@/lib/events/asynchronous';
import type { Entry } from '@/lib/events/course-entries';
import type { Day } from '@/lib/platform/clock';
import { daysBetween } from '@/lib/platform/days';

/** The days that the form of a claim has: when the course was completed, if the link asks, and when it was opened. */
export type ClaimDays = { completedOn: Day | null; openedOn: Day | null };

/** The years of a course before and after the one of a claim, where the same person may have claimed just now. */
export type Neighbors = { before: number | null; after: number | null };

export const ALONE: Neighbors = { before: null, after: null };

/** Where a claim through a link of a course belongs, or why it belongs nowhere. */
export type EntryOfClaim = { entry: Entry; neighbors: Neighbors } | { why: string };

/**
 * Finds the year of a course in which a claim counts: the one that is open on the day of the claim, or on the day of
 * completion that the attendee had to give, because the year changed a few days ago (M10).
 * @param entries the years of the course, oldest first; for other events, the event
 */
export function entryOfClaim(
  entries: readonly Entry[],
  { asynchronous }: { asynchronous: boolean },
  { days, today }: { days: ClaimDays; today: Day },
): EntryOfClaim {
  if (!asynchronous) return { entry: entries[0]!, neighbors: ALONE };
  const asks = asksCompleted(entries, today);
  const day = dayOfClaim(days, asks, today);
  if (asks && day === today && days.completedOn === null) {
    return { why: 'Open the link again, then enter the day on which you completed the course.' };
  }
  const entry = entryOn(entries, day);
  const why = whyNotOnThisDay(day, { asks, entry, today });
  return why === null ? { entry, neighbors: neighborsOf(entries, entry, today) } : { why };
}

function neighborsOf(entries: readonly Entry[], entry: Entry, today: Day): Neighbors {
  const at = entries.indexOf(entry);
  const [before, after] = [entries[at - 1], entries[at + 1]];
  return {
    before: before && daysBetween(before.endsOn, today) <= ROLL_OVER_DAYS ? before.id : null,
    after: after && today >= after.startsOn ? after.id : null,
  };
}
