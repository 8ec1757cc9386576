import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { CheckInCode } from '@/components/check-in/check-in-code';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { getCheckIn } from '@/lib/attendees/check-in/get-check-in';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { closeCodeAction, openCodeAction } from './actions';

export const generateMetadata = titledByEvent('Check-in', 'roster.change');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['provider'], checkInPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    return (
      <KeptForm
        because={because}
        action={openCodeAction.bind(null, eventId)}
        address={`/events/${eventId}/attendees/check-in`}
        saveLabel="Open the code"
      />
    );
  },
});

async function checkInPage(ctx: Context, { params }: Props) {
  const { event, code, here, gone } = await getCheckIn(ctx, parseEventId((await params).eventId));
  const roster = `/events/${event.id}/attendees`;
  const address = `${roster}/check-in`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: 'Check-in' },
        ]}
      />
      <PageHeader
        title="Check-in"
        lead="People sign in when they come and sign out when they leave. Their PDUs come from the time in between."
      />
      <EventNav event={event} current="attendees" below mayChange />
      <p className="roster-counts">
        {here.toLocaleString('en-US')} signed in now, {gone.toLocaleString('en-US')} signed out
      </p>
      <section>
        <h2>Scan badges with your phone</h2>
        <p>Print a badge for everyone on the roster, then scan the badges at the door. This also works offline.</p>
        <ButtonRow>
          <ButtonLink href={`${address}/scan`}>Open the scanner</ButtonLink>
          <ButtonLink href={`${address}/badges`} variant="secondary">
            Badges (PDF)
          </ButtonLink>
        </ButtonRow>
      </section>
      <section>
        <h2>Let people check in with their own phones</h2>
        {code ? (
          <>
            <CheckInCode address={code.address} picture={code.picture} />
            <ButtonForm
              action={closeCodeAction.bind(null, String(event.id))}
              label="Close the code"
              pendingLabel="Closing…"
              variant="secondary"
            />
          </>
        ) : (
          <>
            <p>
              Show one code in the room. People scan it, enter their name, and sign in and out. It works on the days of
              the event.
            </p>
            <ButtonForm
              action={openCodeAction.bind(null, String(event.id))}
              label="Open the code"
              pendingLabel="Opening…"
            />
          </>
        )}
      </section>
      <section>
        <h2>After the event</h2>
        <p>Set when the sessions and breaks were, look at everyone’s time, and save their PDUs.</p>
        <ButtonRow>
          <ButtonLink href={`${roster}/attendance/preview`} variant="secondary">
            Count attendance
          </ButtonLink>
        </ButtonRow>
      </section>
    </>
  );
}
