import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { CheckInSessions } from '@/components/conferences/check-in-sessions';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { getConferenceCheckIn } from '@/lib/conference-roster/check-in';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { openConferenceCodesAction } from './actions';

export const generateMetadata = titledByConference('Check-in');

type Props = { params: Promise<{ conferenceId: string }> };

export default personPage(['provider'], checkInPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={openConferenceCodesAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/check-in`}
        saveLabel="Open all codes"
      />
    );
  },
});

async function checkInPage(ctx: Context, { params }: Props) {
  const { conference, sessions } = await getConferenceCheckIn(ctx, parseConferenceId((await params).conferenceId));
  const href = `/conferences/${conference.id}`;
  const closed = sessions.filter(({ isOpen }) => !isOpen).length;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Check-in')} />
      <PageHeader
        title="Check-in of the conference"
        lead="People sign in to each session when they come, and out when they leave."
      />
      <ConferenceNav conferenceId={conference.id} current="check-in" mayChange />
      {sessions.length === 0 ? (
        <EmptyState title="No sessions yet">
          <p>Add the sessions of the conference first.</p>
        </EmptyState>
      ) : (
        <>
          <section>
            <h2>Scan badges</h2>
            <p>
              One badge works at all sessions. Open the scanner of any session on a phone while it has an internet
              connection. From then on it works without one, and can switch to any session of the conference.
            </p>
            <ButtonRow>
              <ButtonLink href={`${href}/check-in/badges`} variant="secondary">
                All badges (PDF)
              </ButtonLink>
            </ButtonRow>
          </section>
          <section>
            <h2>Let people check in with their own phones</h2>
            <p>
              A poster for each room shows the code of each session. If attendees check in with their phone, the session
              is already checked when they claim their certificates on that phone.
            </p>
            <ButtonRow>
              {closed > 0 && (
                <ButtonForm
                  action={openConferenceCodesAction.bind(null, String(conference.id))}
                  label={closed === sessions.length ? 'Open all codes' : `Open the other ${closed}`}
                  pendingLabel="Opening…"
                />
              )}
              {closed < sessions.length && (
                <ButtonLink href={`${href}/posters?codes=check-in`} variant="secondary">
                  Posters with check-in codes (PDF)
                </ButtonLink>
              )}
            </ButtonRow>
          </section>
          <section>
            <h2>Sessions</h2>
            <CheckInSessions sessions={sessions} />
          </section>
        </>
      )}
    </>
  );
}
