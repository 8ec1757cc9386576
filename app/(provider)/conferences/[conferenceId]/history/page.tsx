import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { wordsForAction } from '@/components/audit/action-words';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { EmptyState } from '@/components/empty-state';
import { RecordLog } from '@/components/event-log';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { listConferenceLog } from '@/lib/whole-conference/conference-log';

export const generateMetadata = titledByConference('History');

type Props = {
  params: Promise<{ conferenceId: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

/** Shows who changed a conference, and which staff opened its roster. */
export default personPage(['provider', 'staff'], async (ctx, { params, searchParams }: Props) => {
  const { after } = await searchParams;
  const conferenceId = parseConferenceId((await params).conferenceId);
  const { conference, entries, next } = await listConferenceLog(ctx, conferenceId, after);
  const address = `/conferences/${conference.id}/history`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'History')} />
      <PageHeader title="History" lead={<bdi>{conference.name}</bdi>} />
      <ConferenceNav
        conferenceId={conference.id}
        current="history"
        mayChange={whyNotAllowed(ctx.actor, 'event.edit', conference) === null}
      />
      <p className="hint">Each session has a history of its own, on its page.</p>
      {entries.length === 0 ? (
        <EmptyState title={after ? 'Nothing earlier' : 'Nothing is recorded yet'}>
          {after ? (
            <a href={address}>Back to the latest</a>
          ) : (
            'What happens to this conference from now on appears here.'
          )}
        </EmptyState>
      ) : (
        <>
          <RecordLog
            entries={entries}
            requestsHref={whyNotAllowed(ctx.actor, 'request.decide') === null ? '/admin/requests' : '/requests'}
            wordsFor={wordsForAction}
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
