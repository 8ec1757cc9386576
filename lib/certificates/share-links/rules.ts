import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { searchable } from '@/lib/platform/text';

export type LinkAccess = 'open' | 'code_word' | 'roster';

export type LinkDays = { firstDay: Day | null; lastDay: Day | null; revokedAt: Date | null };

/** `early` and `over`: outside of its days. Whoever follows a link that is not open learns nothing of why. */
export type LinkState = 'open' | 'early' | 'over' | 'revoked';

export function linkState({ firstDay, lastDay, revokedAt }: LinkDays, today: Day): LinkState {
  if (revokedAt !== null) return 'revoked';
  if (firstDay !== null && today < firstDay) return 'early';
  return lastDay !== null && today > lastDay ? 'over' : 'open';
}

/** Why nobody else can claim through a link; null while it has places left. Said to who has the right address only. */
export function whyLinkFull(link: { most: number | null }, claimed: number): string | null {
  if (link.most === null || claimed < link.most) return null;
  return 'All certificates of this link have been given out. If you completed the event, ask its provider for yours.';
}

/** A word said in a room is typed in any case, with or without accents (choice). */
export function isCodeWord(codeWord: string, typed: string): boolean {
  return searchable(codeWord) === searchable(typed);
}

/** Why a link with these days cannot be made; null when it can. */
export function whyNotTheseDays(
  { firstDay, lastDay }: { firstDay: Day | null; lastDay: Day | null },
  event: { startsOn: Day },
  today: Day,
): string | null {
  if (lastDay === null) return null;
  if (firstDay !== null && lastDay < firstDay) return 'The last day cannot come before the first day.';
  if (lastDay < today) return 'The last day has passed already. Nobody could use the link.';
  return lastDay < event.startsOn
    ? `The last day comes before the event begins on ${formatDay(event.startsOn)}. Nobody could use the link.`
    : null;
}
