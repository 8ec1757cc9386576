import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { searchable } from '@/lib/platform/text';

export type LinkAccess = 'open' | 'code_word' | 'roster';

export type LinkDays = { firstDay: Day | null; lastDay: Day | null; revokedAt: Date | null };

/** `early` and `over`: before and after the link's days. Visitors never learn why a link is not open. */
export type LinkState = 'open' | 'early' | 'over' | 'revoked';

export function linkState({ firstDay, lastDay, revokedAt }: LinkDays, today: Day): LinkState {
  if (revokedAt !== null) return 'revoked';
  if (firstDay !== null && today < firstDay) return 'early';
  return lastDay !== null && today > lastDay ? 'over' : 'open';
}

/** Returns why nobody else can claim through a link, for visitors with its address; null while it has places left. */
export function whyLinkFull(link: { most: number | null }, claimed: number): string | null {
  if (link.most === null || claimed < link.most) return null;
  return 'All certificates for this link have been given out. If you completed the event, ask its provider for yours.';
}

/** Compares a code word without regard to case, accents and blanks, because people heard it in a room (choice). */
export function isCodeWord(codeWord: string, typed: string): boolean {
  return asHeard(codeWord) === asHeard(typed);
}

const asHeard = (text: string) => searchable(text).replaceAll(/[\s-]/g, '');

/** Returns why a link with these days cannot be made; null when it can. */
export function whyNotTheseDays(
  { firstDay, lastDay }: { firstDay: Day | null; lastDay: Day | null },
  event: { startsOn: Day },
  today: Day,
): string | null {
  if (lastDay === null) return null;
  if (firstDay !== null && lastDay < firstDay) return 'The last day can’t be before the first day.';
  if (lastDay < today) return 'The last day has already passed. No one could use the link.';
  return lastDay < event.startsOn
    ? `The last day comes before the event begins on ${formatDay(event.startsOn)}. No one could use the link.`
    : null;
}
