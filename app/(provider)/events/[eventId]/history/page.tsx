import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmptyState } from '@/components/empty-state';
import { EventLog } from '@/components/event-log';
import { EventNav } from '@/components/event-nav';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { parseEventId } from '@/lib/events/event-id';
import { listEventLog } from '@/lib/events/event-log';

export const generateMetadata = titledByEvent('History');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const { after } = await searchParams;
  const { event, entries, next } = await listEventLog(ctx, parseEventId((await params).eventId), after);
  const address = `/events/${event.id}/history`;
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(ctx.actor, event, { label: 'History' })} />
      <PageHeader title="History" lead={<bdi>{event.title}</bdi>} />
      <EventNav event={event} current="history" mayChange={whyNotAllowed(ctx.actor, 'event.edit') === null} />
      {entries.length === 0 ? (
        <EmptyState title={after ? 'Nothing earlier' : 'Nothing is recorded yet'}>
          {after ? <a href={address}>Back to the latest</a> : 'What happens to this event from now on appears here.'}
        </EmptyState>
      ) : (
        <>
          <EventLog
            entries={entries}
            requestsHref={whyNotAllowed(ctx.actor, 'request.decide') === null ? '/admin/requests' : '/requests'}
          />
          <KeysetPager
            label="Pages of the history"
            nextHref={next ? `${address}?after=${next}` : null}
            summary={after && <a href={address}>Latest</a>}
          />
        </>
      )}
    </>
  );
});
