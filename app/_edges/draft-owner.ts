import type { Actor } from '@/lib/access/actor';
import { userIdOf } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';

/** Returns whose draft of an event it is: one person's at one provider. */
export function draftOwner(actor: Actor): string {
  return `${userIdOf(actor)}:${placeOf(actor)?.providerId ?? 0}`;
}
