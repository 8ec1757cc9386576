import type { Queryable } from '@/db/client';
import { listTakenUsernames } from '@/db/queries/user-writing';
import { searchable } from '@/lib/platform/text';

/** More proposals than there are people with the same initial and last name. */
const MAX_PROPOSALS = 50;

/**
 * Proposes a username that is free: the initial and the last name, such as `jroe`. Blank for a name that has none of the
 * letters that usernames have.
 */
export async function proposeUsername(db: Queryable, name: string): Promise<string> {
  const words = searchable(name)
    .split(' ')
    .map((word) => word.replaceAll(/[^a-z0-9]/g, ''))
    .filter(Boolean);
  const base = `${words.length > 1 ? words[0]!.slice(0, 1) : ''}${words.at(-1) ?? ''}`.slice(0, 40);
  if (base.length < 2) return '';
  const proposals = Array.from({ length: MAX_PROPOSALS }, (_, n) => (n === 0 ? base : `${base}${n + 1}`));
  const taken = await listTakenUsernames(db, proposals);
  return proposals.find((proposal) => !taken.includes(proposal)) ?? '';
}
