import type { EventFacts } from '@/components/event-records';
import { listEventHistory } from '@/lib/events/event-history';
import { findCancellation } from '@/lib/events/find-cancellation';
import { getEvent } from '@/lib/events/find-event';
import { listCategories } from '@/lib/events/list-categories';
import type { Context } from '@/lib/platform/visit';
import { signingOf } from '@/lib/printing/facts-of-event';
import { listEventRequests } from '@/lib/requests/list-requests';
import { certificateOnScreen } from '@/lib/signing/on-screen';
import { isEditedSinceSigned } from '@/lib/signing/rules';

/**
 * Returns what an event's page shows to its provider and to staff.
 * @throws AppError `not_found`
 */
export async function readEventFacts(ctx: Context, eventId: number): Promise<EventFacts> {
  const event = await getEvent(ctx, eventId);
  const [history, categories, requests, cancellation] = await Promise.all([
    listEventHistory(ctx, event),
    listCategories(ctx),
    listEventRequests(ctx, event.id),
    findCancellation(ctx, event),
  ]);
  const [latest] = history.signings;
  return {
    event,
    history,
    requests,
    cancellation,
    categoryNames: categories.filter(({ id }) => event.categoryIds.includes(id)).map(({ name }) => name),
    sheet: await certificateOnScreen(ctx, event, history),
    signing: signingOf(latest),
    editedSince: isEditedSinceSigned(event, latest),
  };
}
