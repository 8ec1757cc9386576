import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { CheckInSessions } from '@/components/conferences/check-in-sessions';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { listSessionsToCount } from '@/lib/conference-roster/attendance/count-sessions';
import { getConferenceCheckIn } from '@/lib/conference-roster/check-in';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { countSessionsAction, openConferenceCodesAction } from './actions';

export const generateMetadata = titledByConference('Check-in');

type Props = {
  params: Promise<{ conferenceId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

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

async function checkInPage(ctx: Context, { params, searchParams }: Props) {
  const conferenceId = parseConferenceId((await params).conferenceId);
  const { conference, sessions } = await getConferenceCheckIn(ctx, conferenceId);
  const { ready, withoutTimes } = await listSessionsToCount(ctx, conferenceId);
  const href = `/conferences/${conference.id}`;
  const current = sessions.filter(({ canCheckIn }) => canCheckIn);
  const closed = current.filter(({ isOpen }) => !isOpen).length;
  const done = countedWords(await searchParams);
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Check-in')} />
      {done && <News>{done}</News>}
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
            {current.length === 0 ? (
              <p>All sessions are over, so check-in codes no longer work.</p>
            ) : (
              <>
                <p>
                  A poster for each room shows the code of each session. If attendees check in with their phone, the
                  session is already checked when they claim their certificates on that phone.
                </p>
                <ButtonRow>
                  {closed > 0 && (
                    <ButtonForm
                      action={openConferenceCodesAction.bind(null, String(conference.id))}
                      label={closed === current.length ? 'Open all codes' : `Open the other ${closed}`}
                      pendingLabel="Opening…"
                    />
                  )}
                  {closed < current.length && (
                    <ButtonLink href={`${href}/posters?codes=check-in`} variant="secondary">
                      Posters with check-in codes (PDF)
                    </ButtonLink>
                  )}
                </ButtonRow>
              </>
            )}
          </section>
          {(ready.length > 0 || withoutTimes.length > 0) && (
            <section>
              <h2>Count the attendance</h2>
              {ready.length > 0 && (
                <>
                  <p>
                    {ready.length === 1
                      ? '1 session with check-ins is over and not counted yet. It is'
                      : `${ready.length} sessions with check-ins are over and not counted yet. Each is`}{' '}
                    counted by its own start and end: only the time in the session counts, rounded down to the quarter
                    hour. People who did not sign out get nothing until you add when they left.
                  </p>
                  <ButtonForm
                    action={countSessionsAction.bind(null, String(conference.id))}
                    label={ready.length === 1 ? 'Count 1 session' : `Count ${ready.length} sessions`}
                    pendingLabel="Counting…"
                  />
                </>
              )}
              {withoutTimes.length > 0 && (
                <>
                  <p className="mt-4">
                    These sessions have no start and end. Set when they were, and count each on its own.
                  </p>
                  <ul className="bulleted">
                    {withoutTimes.map(({ id, title }) => (
                      <li key={id}>
                        <a href={`/events/${id}/attendees/attendance/preview`}>
                          <bdi>{title}</bdi>
                        </a>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </section>
          )}
          <section>
            <h2>Sessions</h2>
            <CheckInSessions sessions={sessions} />
          </section>
        </>
      )}
    </>
  );
}

/** Says what was counted; null when the address has no such numbers. */
function countedWords({ counted, people }: Record<string, string | string[] | undefined>): string | null {
  if (![counted, people].every((each) => typeof each === 'string' && /^\d{1,6}$/.test(each))) return null;
  const sessions = counted === '1' ? '1 session was counted' : `${counted} sessions were counted`;
  return `${sessions}, with ${people === '1' ? '1 person' : `${Number(people).toLocaleString('en-US')} people`}. The roster has their PDUs.`;
}
