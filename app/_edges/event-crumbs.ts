import type { Crumb } from '@/components/breadcrumbs';
import type { Actor } from '@/lib/platform/visit';

/** The way to a page below an event: staff come from the counts that are due, providers from their list. */
export function eventCrumbs(actor: Actor, event: { id: number; title: string }, ...below: Crumb[]): Crumb[] {
  return [
    actor.kind === 'staff' ? { label: 'Counts due', href: '/admin' } : { label: 'Event List', href: '/events' },
    { label: event.title, href: `/events/${event.id}` },
    ...below,
  ];
}
