import type { Day } from '@/lib/platform/clock';
import { daysBetween } from '@/lib/platform/days';

type Closable = { closedAt: Date | null };
type Dated = { startsOn: Day; endsOn: Day };

/** Returns why a conference can't be changed and no session can join it; null while it is open. */
export function whyClosed({ closedAt }: Closable): string | null {
  return closedAt ? 'This conference is closed. Reopen it on its page first.' : null;
}

/** Sessions of one name that are further apart than this belong to two conferences, such as one of each year (choice). */
export const SAME_OCCASION_DAYS = 180;

/** Returns the conference of this name that a session on these days belongs to, the nearest one, or null. */
export function sameOccasion<C extends Dated>(named: readonly C[], session: Dated): C | null {
  const apart = (conference: Dated) =>
    Math.max(0, daysBetween(conference.endsOn, session.startsOn), daysBetween(session.endsOn, conference.startsOn));
  const [nearest] = named.toSorted((a, b) => apart(a) - apart(b));
  return nearest && apart(nearest) <= SAME_OCCASION_DAYS ? nearest : null;
}
