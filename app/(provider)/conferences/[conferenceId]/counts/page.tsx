import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { CountExample } from '@/components/count-example';
import { CountsForm } from '@/components/counts/counts-form';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { countPossibleDuplicatesOf } from '@/lib/certificates/duplicates/list-duplicates';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { MAX_COUNTS } from '@/lib/events/list-counts-to-record';
import type { Context } from '@/lib/platform/visit';
import { listConferenceCounts } from '@/lib/whole-conference/list-counts';
import { recordConferenceCountsAction } from './actions';

export const generateMetadata = titledByConference('Record all counts');

type Props = { params: Promise<{ conferenceId: string }> };

export default personPage(['provider'], countsPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={recordConferenceCountsAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/counts`}
        saveLabel="Record the counts"
      />
    );
  },
});

/** Records the counts of all sessions of a conference in one table (M9, M24). */
async function countsPage(ctx: Context, { params }: Props) {
  const { conference, counts, more } = await listConferenceCounts(ctx, parseConferenceId((await params).conferenceId));
  const duplicates = await countPossibleDuplicatesOf(
    ctx,
    counts.map(({ eventId }) => eventId),
  );
  const path = `/conferences/${conference.id}`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Record all counts')} />
      <PageHeader
        title="Record all counts"
        lead="Enter how many certificates you gave out on paper for each session. If there were none, enter 0. An empty box skips its session; a number that is filled in already is recorded, too. Those issued here are already counted."
      />
      {counts.length === 0 ? (
        <EmptyState title="No counts are due" action={<ButtonLink href={path}>Back to the conference</ButtonLink>}>
          <p>Every session that is over has its certificate count.</p>
        </EmptyState>
      ) : (
        <>
          {more && <p className="hint">These are the first {MAX_COUNTS}. More appear as you record these.</p>}
          <CountExample event={{ asynchronous: false, conference }} />
          <CountsForm
            action={recordConferenceCountsAction.bind(null, String(conference.id))}
            counts={counts}
            duplicates={duplicates}
            address={`${path}/counts`}
            cancelHref={path}
          />
        </>
      )}
    </>
  );
}
