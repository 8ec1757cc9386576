import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { RestoreForm } from '@/components/cancellation/cancel-form';
import { EventCanceled } from '@/components/cancellation/event-canceled';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { parseEventId } from '@/lib/events/event-id';
import { findCancellation } from '@/lib/events/find-cancellation';
import { getEvent } from '@/lib/events/find-event';
import { formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { restoreEventAction } from './actions';

export const generateMetadata = titledByEvent('Restore event', 'event.cancel');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['staff'], restorePage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = restoreEventAction.bind(null, eventId);
    const address = `/admin/events/${eventId}/restore`;
    return <KeptForm because={because} action={action} address={address} saveLabel="Restore this event" />;
  },
});

async function restorePage(ctx: Context, { params }: Props) {
  authorize(ctx, 'event.cancel');
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const cancellation = await findCancellation(ctx, event);
  const back = `/admin/events/${event.id}`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Restore' })} />
      <PageHeader
        title="Restore event"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)} · {event.providerName}
          </>
        }
      />
      {cancellation ? (
        <>
          <EventCanceled cancellation={cancellation} requestsHref="/admin/requests" />
          <Inset title="What happens next">
            <p>
              Everything is as it was before: the event is in the provider’s list, and its share links work. If it has
              ended and no count is recorded, its count is due. Paused bulk runs wait until the provider resumes them.
              If certificates are still being revoked, that stops; those that were revoked already stay revoked.
            </p>
          </Inset>
          <RestoreForm
            action={restoreEventAction.bind(null, String(event.id))}
            address={`/admin/events/${event.id}/restore`}
            backHref={back}
          />
        </>
      ) : (
        <Inset title="Nothing to restore">
          <p>
            This event is not canceled. <a href={back}>Back to the event</a>
          </p>
        </Inset>
      )}
    </>
  );
}
