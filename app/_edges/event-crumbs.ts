import type { Crumb } from '@/components/breadcrumbs';
import type { Person } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { type Program, programOf } from './program';

const EVERY_EVENT: Pick<Program, 'label' | 'href'> = { label: 'Events', href: '/admin/events' };

/** Returns the list that an event's page is below: staff come from every provider's events, providers from their own. */
export function listCrumb(actor: Person): Crumb {
  return isStaffs(actor) ? EVERY_EVENT : programOf(actor);
}

/** Returns the breadcrumbs to a page below an event. */
export function eventCrumbs(actor: Person, event: { id: number; title: string }, ...below: Crumb[]): Crumb[] {
  const href = isStaffs(actor) ? `/admin/events/${event.id}` : `/events/${event.id}`;
  return [listCrumb(actor), { label: event.title, href }, ...below];
}

function isStaffs(actor: Person): boolean {
  return whyNotAllowed(actor, 'event.list-every') === null;
}
