import { formatTime } from '@/lib/events/agenda';
import { quartersOf } from '@/lib/events/hours';
import { type Clock, type Day, timeInMontana } from '@/lib/platform/clock';
import { formatDay, formatDays } from '@/lib/platform/days';
import { linkState } from '@/lib/share-links/rules';

/** When a session takes place. The times are those of a session on one day, in Montana; both or neither. */
export type Slot = { startsOn: Day; endsOn: Day; startsAt: string | null; endsAt: string | null };

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

/** Returns whether nobody can have been at both: the days and the times of day overlap. Without times, nobody knows. */
export function isAtTheSameTime(one: Slot, other: Slot): boolean {
  if (!one.startsAt || !one.endsAt || !other.startsAt || !other.endsAt) return false;
  const sameDays = one.startsOn <= other.endsOn && other.startsOn <= one.endsOn;
  return sameDays && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
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
export function whyNotNextTo(session: Titled, claimed: readonly Titled[]): string | null {
  const other = claimed.find((each) => isAtTheSameTime(session, each));
  return other
    ? `It overlaps with “${other.title}” (${inWords(other)}), which you already claimed. If you attended this one instead, ask the provider.`
    : null;
}

/** Returns "9:00–10:30 AM" or "11:00 AM – 1:00 PM"; null for a session without times. */
export function timesInWords({ startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>): string | null {
  if (!startsAt || !endsAt) return null;
  const [from, to] = [formatTime(startsAt), formatTime(endsAt)];
  return from.slice(-2) === to.slice(-2) ? `${from.slice(0, -3)}–${to}` : `${from} – ${to}`;
}

function inWords(slot: Slot): string {
  const day = slot.startsOn === slot.endsOn ? formatDay(slot.startsOn) : formatDays(slot.startsOn, slot.endsOn);
  return `${day}, ${timesInWords(slot)}`;
}

/** Adds units exactly: "1.5" and "0.25" are "1.75". */
export function sumOfUnits(units: readonly string[]): string {
  const quarters = units.reduce((sum, each) => sum + quartersOf(each), 0);
  const rest = { 0: '', 1: '.25', 2: '.5', 3: '.75' }[quarters % 4] ?? '';
  return `${Math.floor(quarters / 4)}${rest}`;
}
