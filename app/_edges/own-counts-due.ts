import type { Person } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { COUNTS_DUE, eventListHref } from '@/lib/events/list-query';

/** Returns where a provider's user records the counts that are due, or sees them when the role only allows that. */
export function ownCountsDueHref(actor: Person): string {
  return whyNotAllowed(actor, 'event.report') === null ? '/events/counts' : eventListHref(COUNTS_DUE);
}
