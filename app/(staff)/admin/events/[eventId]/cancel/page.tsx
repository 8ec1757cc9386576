import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CancelForm } from '@/components/cancellation/cancel-form';
import { EventDependents } from '@/components/event-dependents';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { parseEventId } from '@/lib/events/event-id';
import { formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { cancelEventForm } from '@/lib/requests/cancel-event';
import { findDependentsOf, issuedOf } from '@/lib/requests/find-dependents';
import { DEPENDENT_WORDS } from '@/lib/requests/kind-words';
import { cancelEventAction } from './actions';

export const generateMetadata = titledByEvent('Cancel event', 'event.cancel');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['staff'], cancelPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = cancelEventAction.bind(null, eventId);
    const address = `/admin/events/${eventId}/cancel`;
    return <KeptForm because={because} action={action} address={address} saveLabel="Cancel this event" />;
  },
});

async function cancelPage(ctx: Context, { params }: Props) {
  const { event, saw } = await cancelEventForm(ctx, parseEventId((await params).eventId));
  const dependents = await findDependentsOf(ctx, event.id);
  const back = `/admin/events/${event.id}`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'Cancel' })} />
      <PageHeader
        title="Cancel event"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)} · {event.providerName}
          </>
        }
      />
      {event.canceledAt ? (
        <Inset title="Already canceled">
          <p>
            This event is canceled. <a href={`/admin/events/${event.id}/restore`}>Restore it</a>
          </p>
        </Inset>
      ) : (
        <>
          <EventDependents dependents={dependents} {...DEPENDENT_WORDS.cancellation} />
          <Inset title="What happens next">
            <p>
              The event leaves the provider’s list and needs no certificate count. Nothing can be changed or issued for
              it. Nothing is deleted, and staff can restore it. If the event took place but no certificates were given
              out, the provider records a count of 0 instead.
            </p>
          </Inset>
          <CancelForm
            action={cancelEventAction.bind(null, String(event.id))}
            saw={saw}
            address={`/admin/events/${event.id}/cancel`}
            backHref={back}
            issued={issuedOf(dependents)}
            key={saw}
          />
        </>
      )}
    </>
  );
}
