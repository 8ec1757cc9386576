import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { AddedCopies } from '@/components/series/added-copies';
import { parseEventId } from '@/lib/events/event-id';
import { listCopies } from '@/lib/series/list-copies';

export const generateMetadata = titledByEvent('New events', 'event.add');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ events?: string | string[] }>;
};

/** Lists the events that were just added, whose numbers are in the address. */
export default personPage(['provider'], async (ctx, { params, searchParams }: Props) => {
  const numbers = String((await searchParams).events ?? '');
  const { event, copies } = await listCopies(ctx, parseEventId((await params).eventId), numbers);
  const again = `/events/${event.id}/copies`;
  return (
    <>
      <Breadcrumbs
        crumbs={eventCrumbs(ctx.actor, event, { label: 'Copy to other dates', href: again }, { label: 'New events' })}
      />
      {copies.length > 0 && (
        <News>
          {copies.length === 1 ? '1 event was added.' : `${copies.length} events were added.`} Each one is now an event
          of its own, with its own certificate and count.
        </News>
      )}
      <PageHeader title="New events" lead={<bdi>{event.title}</bdi>} />
      {copies.length === 0 ? (
        <EmptyState
          title="There are no new events here"
          action={<ButtonLink href={again}>Copy to other dates</ButtonLink>}
        >
          Find all of your events in the <a href="/events">Event List</a>.
        </EmptyState>
      ) : (
        <AddedCopies copies={copies} />
      )}
      <div className="button-row">
        <ButtonLink href="/events" variant="secondary">
          Event List
        </ButtonLink>
        <ButtonLink href={`/events/${event.id}`} variant="quiet">
          Back to the original event
        </ButtonLink>
      </div>
    </>
  );
});
