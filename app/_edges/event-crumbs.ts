import type { Crumb } from '@/components/breadcrumbs';
import type { Person } from '@/lib/access/actor';
import { programOf } from './program';

/** Returns the breadcrumbs to a page below an event: staff come from the list of counts due, providers from their list. */
export function eventCrumbs(actor: Person, event: { id: number; title: string }, ...below: Crumb[]): Crumb[] {
  return [programOf(actor), { label: event.title, href: `/events/${event.id}` }, ...below];
}
