import type { Metadata } from 'next';
import { parseEventId } from '@/lib/events/event-id';
import { findEventTitle } from '@/lib/events/find-event';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/**
 * Returns the title of a page about one event, with the event's own title first: it tells two tabs apart (WCAG 2.4.2).
 * A page that is refused has only its own name, which says nothing about the event.
 */
export function titledByEvent(name?: string) {
  return async ({ params }: Props): Promise<Metadata> => {
    const title = await titleOf((await params).eventId).catch(() => null);
    return { title: [title, name].filter(Boolean).join(': ') || 'Event' };
  };
}

async function titleOf(eventId: string): Promise<string | null> {
  return findEventTitle(await requireContext(), parseEventId(eventId));
}
