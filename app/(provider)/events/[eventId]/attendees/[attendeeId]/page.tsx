import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { AttendeeForm } from '@/components/attendees/attendee-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CertificatesOfConference } from '@/components/certificates-of-conference';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { parseAttendeeId } from '@/lib/attendees/attendee-id';
import { getAttendee } from '@/lib/attendees/get-attendee';
import { whyNotRemovable } from '@/lib/attendees/rules';
import { findConferenceOfAttendee } from '@/lib/certificates/conference/of-attendee';
import { parseEventId } from '@/lib/events/event-id';
import { authoriseEventChange } from '@/lib/events/policy';
import { unitsOf } from '@/lib/events/rules';
import type { Context } from '@/lib/platform/visit';
import { editAttendeeAction, removeAttendeeAction } from './actions';

export const metadata: Metadata = { title: 'Edit attendee' };

type Props = { params: Promise<{ eventId: string; attendeeId: string }> };

export default personPage(['provider'], attendeePage, {
  keep: async (because, { params }: Props) => {
    const { eventId, attendeeId } = await params;
    return (
      <KeptForm
        because={because}
        action={editAttendeeAction.bind(null, eventId, attendeeId)}
        address={`/events/${eventId}/attendees/${attendeeId}`}
        saveLabel="Save changes"
      />
    );
  },
});

async function attendeePage(ctx: Context, { params }: Props) {
  const { eventId, attendeeId } = await params;
  const { event, attendee } = await getAttendee(ctx, {
    eventId: parseEventId(eventId),
    attendeeId: parseAttendeeId(attendeeId),
  });
  authoriseEventChange(ctx.actor);
  const conference = await findConferenceOfAttendee(ctx, { eventId: event.id, attendeeId: attendee.id });
  const roster = `/events/${event.id}/attendees`;
  const whyNotRemove = whyNotRemovable(attendee);
  const bound = [String(event.id), String(attendee.id)] as const;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: attendee.name },
        ]}
      />
      <PageHeader title={<span dir="auto">{attendee.name}</span>} lead={<bdi>{event.title}</bdi>} />
      <EventNav eventId={event.id} current="attendees" below mayChange />
      {attendee.currentCertificateId !== null && (
        <Inset title="This person has a certificate">
          <p>
            What you change here changes the roster. The certificate stays as it was issued. To set a misspelt name
            right on it, too, save it here, then choose “Correct” beside it on the event’s certificates page.
          </p>
        </Inset>
      )}
      <AttendeeForm
        action={editAttendeeAction.bind(null, ...bound)}
        values={{
          name: attendee.name,
          email: attendee.email ?? '',
          school: attendee.school,
          educatorNumber: attendee.educatorNumber,
          units: unitsOf(attendee.units),
          completed: attendee.completed ? 'yes' : '',
          version: String(attendee.version),
        }}
        mostUnits={unitsOf(event.hours)}
        address={`${roster}/${attendee.id}`}
        cancelHref={roster}
        adding={false}
      />
      {conference && (
        <CertificatesOfConference
          found={conference}
          lead="All certificates of this person at"
          href={`${roster}/${attendee.id}/conference`}
        />
      )}
      <section className="form-aside">
        <h2>Remove from the roster</h2>
        {whyNotRemove ? (
          <p>{whyNotRemove}</p>
        ) : (
          <>
            <p>
              For somebody who was put on the roster by mistake. Who came only for a part is better kept, with fewer
              PDUs or as not completed.
            </p>
            <ButtonForm
              action={removeAttendeeAction.bind(null, ...bound)}
              label="Remove from the roster"
              pendingLabel="Removing…"
              variant="danger"
            />
          </>
        )}
      </section>
    </>
  );
}
