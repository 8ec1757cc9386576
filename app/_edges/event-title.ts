import type { Metadata } from 'next';
import { type Capability, whyNotAllowed } from '@/lib/access/capabilities';
import { parseEventId } from '@/lib/events/event-id';
import { findEventTitle } from '@/lib/events/find-event';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** The capabilities that pages about an event need. Those of providers fit nobody who works for none. */
type Needed = Extract<
  Capability,
  | `certificate.${'revoke' | 'correct' | 'issue' | 'mail'}`
  | `event.${string}`
  | `roster.${string}`
  | `share_link.${string}`
  | 'request.make'
  | 'evaluation.read'
>;

/**
 * Returns the title of a page about one event, with the event's own title first: it tells two tabs apart (WCAG 2.4.2).
 * A page that is refused has only its own name, which says nothing about the event.
 * @param needed what the page needs, besides reading the event
 */
export function titledByEvent(name?: string, needed?: Needed) {
  return async ({ params }: Props): Promise<Metadata> => {
    const title = await titleOf((await params).eventId, needed).catch(() => null);
    return { title: [title, name].filter(Boolean).join(': ') || 'Event' };
  };
}

async function titleOf(eventId: string, needed: Needed | undefined): Promise<string | null> {
  const ctx = await requireContext();
  if (needed && whyNotAllowed(ctx.actor, needed) !== null) return null;
  return findEventTitle(ctx, parseEventId(eventId));
}
