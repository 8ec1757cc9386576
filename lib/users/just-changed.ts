import type { Clock } from '@/lib/platform/clock';
import { passwordMatches } from './password';

/** How long after it did its work the same form may come again: a browser sends it twice when the answer was lost. */
const AGAIN_MINUTES = 15;

/** Returns whether something happened so recently that the same form, sent again, is to be answered as before. */
export function isJustNow({ clock }: { clock: Clock }, at: Date): boolean {
  return clock.now().getTime() - at.getTime() < AGAIN_MINUTES * 60_000;
}

/**
 * Returns whether a person's password was changed to this one a moment ago. Limit the tries before, because it says whether
 * a password is right.
 */
export async function wasJustChangedTo(
  visit: { clock: Clock },
  { passwordHash, passwordChangedAt }: { passwordHash: string | null; passwordChangedAt: Date | null },
  password: string,
): Promise<boolean> {
  return passwordChangedAt !== null && isJustNow(visit, passwordChangedAt) && passwordMatches(passwordHash, password);
}
