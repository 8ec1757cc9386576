import { LRUCache } from 'lru-cache';
import { sharedInProcess } from '@/lib/platform/shared';
import type { Context } from '@/lib/platform/visit';
import { type EventCategory, listCategories } from './list-categories';

const KEPT_MS = 60_000;

const keptCategories = () =>
  sharedInProcess('event categories', () => new LRUCache<'all', EventCategory[]>({ max: 1, ttl: KEPT_MS }));

/** Returns the categories, cached for a minute: every list shows them, and staff change them once a year. */
export async function knownCategories(ctx: Pick<Context, 'db'>): Promise<EventCategory[]> {
  const known = keptCategories().get('all');
  if (known) return known;
  const categories = await listCategories(ctx);
  keptCategories().set('all', categories);
  return categories;
}

/** Makes this server read the categories again; the others do so within a minute. */
export function forgetKnownCategories(): void {
  keptCategories().clear();
}
