import { type Capability, whyNotAllowed } from '@/lib/access/capabilities';
import { parseEventId } from '@/lib/events/event-id';
import { findEventTitle } from '@/lib/events/find-event';
import { titledByRecord } from './record-title';

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
 * Returns the title of a page about one event.
 * @param needed what the page needs, besides reading the event
 */
export function titledByEvent(page?: string, needed?: Needed) {
  return titledByRecord<{ eventId: string }>({
    nameOf: async (ctx, { eventId }) =>
      needed && whyNotAllowed(ctx.actor, needed) !== null ? null : findEventTitle(ctx, parseEventId(eventId)),
    kind: 'Event',
    page,
  });
}
