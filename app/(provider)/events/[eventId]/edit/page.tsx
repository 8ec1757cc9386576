import { draftName } from '@/app/_edges/draft-name';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { DraftedEventForm } from '@/components/event-form/drafted-event-form';
import { EventClosed } from '@/components/event-form/event-closed';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { editEventForm } from '@/lib/events/event-forms';
import { parseEventId } from '@/lib/events/event-id';
import { formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { editEventAction } from './actions';

export const generateMetadata = titledByEvent('Edit event', 'event.edit');

type Props = { params: Promise<{ eventId: string }> };

const SAVE = 'Save changes';

export default personPage(['provider'], editEventPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = editEventAction.bind(null, eventId);
    return <KeptForm because={because} action={action} address={`/events/${eventId}/edit`} saveLabel={SAVE} />;
  },
});

async function editEventPage(ctx: Context, { params }: Props) {
  const found = await editEventForm(ctx, parseEventId((await params).eventId));
  const { event } = found;
  const back = `/events/${event.id}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Event List', href: '/events' }, { label: event.title, href: back }, { label: 'Edit' }]}
      />
      <PageHeader
        title={found.why === null ? 'Edit event' : 'This event can no longer be edited'}
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)}
          </>
        }
      />
      {found.why === null ? (
        <DraftedEventForm
          draftName={draftName(ctx.actor, `edit-${event.id}`)}
          draftTitle="You began to change this event and did not save it"
          action={editEventAction.bind(null, String(event.id))}
          {...found.form}
          address={`${back}/edit`}
          saveLabel={SAVE}
          cancelHref={back}
        />
      ) : event.canceledAt ? (
        <Notice>
          {found.why} <a href={back}>Back to the event</a>
        </Notice>
      ) : (
        <EventClosed why={found.why} eventId={event.id} backHref={back} />
      )}
    </>
  );
}
