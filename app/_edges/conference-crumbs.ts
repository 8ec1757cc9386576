import type { Crumb } from '@/components/breadcrumbs';
import type { Person } from '@/lib/access/actor';
import { listCrumb } from './event-crumbs';

/** Returns the breadcrumbs to a page below a conference. */
export function conferenceCrumbs(actor: Person, conference: { id: number; name: string }, ...below: Crumb[]): Crumb[] {
  return [
    listCrumb(actor),
    { label: 'Conferences', href: '/conferences' },
    { label: conference.name, href: `/conferences/${conference.id}` },
    ...below,
  ];
}
