import { isAtTheSameTime, type Slot, timesInWords } from '@/lib/events/slots';
import { type Clock, type Day, timeInMontana } from '@/lib/platform/clock';
import { formatDay, formatDays } from '@/lib/platform/days';
import { linkState } from '@/lib/share-links/rules';

type Titled = Slot & { title: string };

type Link = { firstDay: Day | null; lastDay: Day | null; revokedAt: Date | null };

/** The most sessions that one form claims; nobody attends more (choice). */
export const MAX_CLAIMED = 60;

/** Returns the link through which a session is claimed: the newest one that is open today; null when there is none. */
export function linkOfSession<L extends Link>(links: readonly L[], today: Day): L | null {
  return links.findLast((link) => linkState(link, today) === 'open') ?? null;
}

/** Returns whether a session has begun, and can be claimed: on a later day, or at its time today. */
export function hasBegun({ startsOn, startsAt }: Slot, clock: Clock): boolean {
  const today = clock.today();
  if (today !== startsOn) return today > startsOn;
  return startsAt === null || timeInMontana(clock.now()) >= startsAt;
}

/** Returns why these sessions cannot all be claimed by one person; null when they can. */
export function whyOverlapping(sessions: readonly Titled[]): string | null {
  for (const [index, one] of sessions.entries()) {
    const other = sessions.slice(index + 1).find((each) => isAtTheSameTime(one, each));
    if (other) {
      return `“${one.title}” (${inWords(one)}) and “${other.title}” (${inWords(other)}) overlap. Check only the one you attended.`;
    }
  }
  return null;
}

/** Returns why a session cannot be claimed next to another one that was claimed before. */
export function whyNotNextTo(session: Slot, claimed: readonly Titled[]): string | null {
  const other = claimed.find((each) => isAtTheSameTime(session, each));
  return other
    ? `It overlaps with “${other.title}” (${inWords(other)}), which you already claimed. If you attended this one instead, ask the provider.`
    : null;
}

function inWords(slot: Slot): string {
  const day = slot.startsOn === slot.endsOn ? formatDay(slot.startsOn) : formatDays(slot.startsOn, slot.endsOn);
  return `${day}, ${timesInWords(slot)}`;
}
