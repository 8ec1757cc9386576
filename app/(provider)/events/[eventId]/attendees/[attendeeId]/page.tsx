import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { AttendanceOfPerson } from '@/components/attendance/attendance-of-person';
import { AttendeeForm } from '@/components/attendees/attendee-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { CertificatesOfConference } from '@/components/certificates-of-conference';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { getAttendanceOf } from '@/lib/attendees/attendance/get-attendance';
import { parseAttendeeId } from '@/lib/attendees/attendee-id';
import { getAttendee } from '@/lib/attendees/get-attendee';
import { whyNotRemovable } from '@/lib/attendees/rules';
import { findConferenceOfAttendee } from '@/lib/certificates/conference/of-attendee';
import { findReturnedEmail } from '@/lib/certificates/mail/find-returned';
import { parseEventId } from '@/lib/events/event-id';
import { unitsOf } from '@/lib/events/rules';
import type { Context } from '@/lib/platform/visit';
import { addVisitAction, editAttendeeAction, removeAttendeeAction, withdrawFactAction } from './actions';

export const generateMetadata = titledByEvent('Edit attendee', 'roster.change');

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
  authorize(ctx, 'roster.change');
  const { result, facts, hasRule } = await getAttendanceOf(ctx, { eventId: event.id, attendeeId: attendee.id });
  const conference = await findConferenceOfAttendee(ctx, { eventId: event.id, attendeeId: attendee.id });
  const returned = await findReturnedEmail(ctx, attendee);
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
      <EventNav event={event} current="attendees" below mayChange />
      {returned && (
        <Notice kind="warning" title={`The email came back: ${returned.why}`}>
          <p>
            It was sent to <span className="wrap-anywhere">{returned.toAddress}</span>. Correct the address here, then
            send the certificate again on{' '}
            <a href={`/events/${event.id}/certificates/${attendee.currentCertificateId}`}>its page</a>.
          </p>
        </Notice>
      )}
      {attendee.currentCertificateId !== null && (
        <Inset title="This person has a certificate">
          <p>
            Changes here update the roster, not the certificate that was issued. To fix a misspelled name on the
            certificate too, save it here, then choose “Correct” next to it on the event’s certificates page.
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
        maxUnits={unitsOf(event.hours)}
        address={`${roster}/${attendee.id}`}
        cancelHref={roster}
        adding={false}
      />
      {(facts.length > 0 || hasRule) && (
        <AttendanceOfPerson
          reason={result?.reason ?? null}
          isChangedByHand={isChangedSince(attendee, result)}
          facts={facts}
          filesHref={`${roster}/attendance/files`}
          withdraw={(factId: number) => withdrawFactAction.bind(null, ...bound, String(factId))}
          add={addVisitAction.bind(null, ...bound)}
          address={`${roster}/${attendee.id}`}
          day={event.startsOn}
        />
      )}
      {conference && (
        <CertificatesOfConference
          found={conference}
          lead="All of this person’s certificates from"
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
              For people who were added by mistake. Keep people who attended part of the event, with fewer PDUs or
              marked as not completed.
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

/** Returns whether someone gave them other PDUs than their attendance came to. */
const isChangedSince = ({ units }: { units: string }, result: { units: string } | null) =>
  result !== null && unitsOf(units) !== unitsOf(result.units);
