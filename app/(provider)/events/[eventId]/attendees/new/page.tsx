import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { AttendeeForm } from '@/components/attendees/attendee-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { unitsOf } from '@/lib/events/rules';
import type { Context } from '@/lib/platform/visit';
import { addAttendeeAction } from './actions';

export const generateMetadata = titledByEvent('Add attendee', 'roster.change');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

const SAVED = { added: 'The attendee was added to the roster. Enter the next one.' };

export default personPage(['provider'], newAttendeePage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={addAttendeeAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees/new`}
        saveLabel="Add attendee"
      />
    );
  },
});

async function newAttendeePage(ctx: Context, { params, searchParams }: Props) {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  authorize(ctx, 'roster.change');
  const roster = `/events/${event.id}/attendees`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: 'Add attendee' },
        ]}
      />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader title="Add attendee" lead={<bdi>{event.title}</bdi>} />
      <EventNav event={event} current="attendees" below mayChange />
      {!event.canceledAt && (
        <AttendeeForm
          action={addAttendeeAction.bind(null, String(event.id))}
          values={{ units: unitsOf(event.hours) }}
          maxUnits={unitsOf(event.hours)}
          address={`${roster}/new`}
          cancelHref={roster}
          adding
        />
      )}
    </>
  );
}
