import type { Crumb } from '@/components/breadcrumbs';
import type { Conference } from '@/lib/conferences/conference';

/** Returns the way to a page of a conference: the list, the conference, and the page's own crumbs. */
export function conferenceCrumbs({ id, name }: Pick<Conference, 'id' | 'name'>, ...own: Crumb[]): Crumb[] {
  return [{ label: 'Conferences', href: '/conferences' }, { label: name, href: `/conferences/${id}` }, ...own];
}
