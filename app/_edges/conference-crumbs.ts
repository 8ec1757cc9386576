import type { Crumb } from '@/components/breadcrumbs';
import type { Person } from '@/lib/access/actor';
import { listCrumb } from './event-crumbs';

/** Returns the breadcrumbs to a page about conferences, or to one below a conference's own page. */
export function conferenceCrumbs(
  actor: Person,
  conference: { id: number; name: string } | null,
  page: string,
): Crumb[] {
  return [
    listCrumb(actor),
    { label: 'Conferences', href: '/conferences' },
    ...(conference ? [{ label: conference.name, href: `/conferences/${conference.id}` }] : []),
    { label: page },
  ];
}
