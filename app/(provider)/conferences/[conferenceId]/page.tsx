import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { News, sentenceOf } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { SessionLinks } from '@/components/conference-sessions/session-links';
import { ConferenceFacts } from '@/components/conferences/conference-facts';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { ConferenceWork } from '@/components/conferences/conference-work';
import { OpenRuns } from '@/components/conferences/open-runs';
import { SessionTable } from '@/components/conferences/session-table';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { labelOf } from '@/lib/conferences/list-conferences';
import { eventListHref, WHOLE_LIST } from '@/lib/events/list-query';
import { formatDays, formatMoment } from '@/lib/platform/days';
import { type PageOfSessions, pageOfSessions } from '@/lib/whole-conference/page-of-sessions';
import { viewConference } from '@/lib/whole-conference/view-conference';
import { closeConferenceAction, reopenConferenceAction } from './actions';

export const generateMetadata = titledByConference();

const SAVED: Record<string, string> = {
  added: 'The conference was added. Add its sessions next.',
  changed: 'Your changes are saved.',
  closed: 'The conference is closed. Nothing is missing.',
  reopened: 'The conference is open again.',
  cloned: 'The conference was added with its sessions. You can edit all of them in a grid.',
};

/** Sentences with a number, which the URL says. */
const DONE: Record<string, (count: number) => string> = {
  signed: (count) =>
    `${count === 1 ? '1 session is' : `${count} sessions are`} signed. Certificates made from now on have your signature. Reissue the ones made before.`,
  recorded: (count) => (count === 1 ? '1 count is recorded.' : `${count} counts are recorded.`),
  issuing: (count) => `Certificates are being issued for ${count === 1 ? '1 session' : `${count} sessions`}.`,
  mailing: (count) => `Certificates are being emailed for ${count === 1 ? '1 session' : `${count} sessions`}.`,
};

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ conferenceId: string }>; searchParams: Promise<Search> };

/** One page for a whole conference: its sessions, what is missing, and what can be done for all of them (M24). */
export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const conferenceId = parseConferenceId((await params).conferenceId);
  const { conference, sessions, totals, missing, runs } = await viewConference(ctx, conferenceId);
  const search = await searchParams;
  const news = newsOf(search);
  const may = (capability: 'event.add' | 'event.edit' | 'event.sign' | 'event.report' | 'certificate.issue') =>
    whyNotAllowed(ctx.actor, capability, conference) === null;
  const path = `/conferences/${conferenceId}`;
  const shown = pageOfSessions(sessions, search.page);
  const pageHref = (page: number | null) => (page === null ? null : `${path}?page=${page}#sessions`);
  const open = conference.closedAt === null;
  const button = (action: typeof closeConferenceAction, label: string, pendingLabel: string) => (
    <ButtonForm
      action={action.bind(null, String(conferenceId))}
      label={label}
      pendingLabel={pendingLabel}
      variant="secondary"
    />
  );
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, null, conference.name)} />
      {news && <News>{news}</News>}
      <PageHeader
        title={<span dir="auto">{conference.name}</span>}
        lead={
          <>
            {formatDays(conference.startsOn, conference.endsOn)}
            {conference.place && (
              <>
                {' · '}
                <bdi>{conference.place}</bdi>
              </>
            )}
            {whyNotAllowed(ctx.actor, 'event.list-every') === null && ` · ${conference.providerName}`}
          </>
        }
        action={open && may('event.add') && <ButtonLink href={`${path}/sessions/add`}>Add sessions</ButtonLink>}
      />
      <ConferenceNav conferenceId={conferenceId} current="conference" mayChange={may('event.edit')} />
      {may('event.add') && <SessionLinks conferenceId={conferenceId} open={open} hasSessions={sessions.length > 0} />}
      {conference.closedAt && (
        <Notice kind={missing.length > 0 ? 'warning' : 'info'} title={`Closed on ${formatMoment(conference.closedAt)}`}>
          <p>
            {missing.length > 0
              ? 'Something changed since it was closed.'
              : 'Nothing was missing. No session can be added until it is reopened.'}
          </p>
          {missing.length > 0 && <MissingList missing={missing} />}
          {may('event.report') && (
            <div className="mt-3">{button(reopenConferenceAction, 'Reopen the conference', 'Reopening…')}</div>
          )}
        </Notice>
      )}
      <OpenRuns runs={runs} href={path} />
      {may('event.report') && sessions.length > 0 && (
        <ConferenceWork
          conferenceId={conferenceId}
          totals={totals}
          maySign={may('event.sign')}
          mayIssue={may('certificate.issue')}
        />
      )}
      {sessions.length === 0 ? (
        <EmptyState
          title="No sessions yet"
          action={open && may('event.add') && <ButtonLink href={`${path}/sessions/add`}>Add sessions</ButtonLink>}
        >
          <p>Each session is a separate event with its own certificate and count.</p>
        </EmptyState>
      ) : (
        <>
          <h2 id="sessions" className="mt-8 mb-3">
            Sessions
          </h2>
          <SessionTable sessions={shown.sessions} caption={captionOf(shown, sessions.length)} />
          <KeysetPager
            label="Pages of sessions"
            previousHref={pageHref(shown.previous)}
            nextHref={pageHref(shown.next)}
            summary={
              <a href={eventListHref({ ...WHOLE_LIST, conference: labelOf(conference) })}>
                Find sessions in List Events
              </a>
            }
          />
        </>
      )}
      <h2 className="mt-10 mb-3">About the conference</h2>
      <ConferenceFacts conference={conference} totals={totals} />
      {open && may('event.edit') && (
        <p className="mt-4">
          <ButtonLink href={`${path}/edit`} variant="secondary">
            Edit the conference
          </ButtonLink>
        </p>
      )}
      {open && sessions.length > 0 && (
        <>
          <h2 className="mt-10 mb-3">Close the conference</h2>
          {missing.length > 0 ? (
            <>
              <p>You can close it when nothing is missing. Now:</p>
              <MissingList missing={missing} />
            </>
          ) : (
            <>
              <p>Nothing is missing. After you close it, no session can be added until you reopen it.</p>
              {may('event.report') && (
                <div className="mt-3">{button(closeConferenceAction, 'Close the conference', 'Closing…')}</div>
              )}
            </>
          )}
        </>
      )}
    </>
  );
});

function MissingList({ missing }: { missing: readonly string[] }) {
  return (
    <ul className="list-disc pl-5">
      {missing.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function captionOf({ first, sessions }: PageOfSessions, count: number): string {
  if (count === 1) return '1 session';
  const all = `${count.toLocaleString('en-US')} sessions`;
  return sessions.length === count
    ? `${all}, in order`
    : `${first} to ${first + sessions.length - 1} of ${all}, in order`;
}

function newsOf(search: Search): string | undefined {
  const [name, words] = Object.entries(DONE).find(([name]) => search[name] !== undefined) ?? [];
  const count = name && search[name];
  if (words && typeof count === 'string' && /^[1-9]\d{0,3}$/.test(count)) return words(Number(count));
  return sentenceOf(SAVED, search.saved);
}
