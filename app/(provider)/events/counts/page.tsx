import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { CountExample } from '@/components/count-example';
import { CountsForm } from '@/components/counts/counts-form';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { countPossibleDuplicatesOf } from '@/lib/certificates/duplicates/list-duplicates';
import { listCountsToRecord, MAX_COUNTS } from '@/lib/events/list-counts-to-record';
import type { Context } from '@/lib/platform/visit';
import { recordCountsAction } from './actions';

export const metadata: Metadata = { title: 'Record counts' };

type Props = { searchParams: Promise<{ recorded?: string | string[] }> };

const ADDRESS = '/events/counts';

export default personPage(['provider'], countsPage, {
  keep: async (because) => (
    <KeptForm because={because} action={recordCountsAction} address={ADDRESS} saveLabel="Record the counts" />
  ),
});

/** Records the counts of all events that owe one, in one table (M9). */
async function countsPage(ctx: Context, { searchParams }: Props) {
  const { counts, more } = await listCountsToRecord(ctx);
  const duplicates = await countPossibleDuplicatesOf(
    ctx,
    counts.map(({ eventId }) => eventId),
  );
  const recorded = recordedIn((await searchParams).recorded);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Event List', href: '/events' }, { label: 'Record counts' }]} />
      {recorded > 0 && <News>{recorded === 1 ? '1 count is recorded.' : `${recorded} counts are recorded.`}</News>}
      <PageHeader
        title="Record counts"
        lead="Enter how many certificates you gave out on paper for each event. If there were none, enter 0. An empty box skips its event; a number that is filled in already is recorded, too. Those issued here are already counted."
      />
      {counts.length === 0 ? (
        <EmptyState title="No counts are due" action={<ButtonLink href="/events">Back to the events</ButtonLink>}>
          <p>Every past event has its certificate count.</p>
        </EmptyState>
      ) : (
        <>
          {more && <p className="hint">These are the {MAX_COUNTS} oldest. More appear as you record these.</p>}
          <CountExample event={{ asynchronous: false, conference: null }} />
          <CountsForm
            action={recordCountsAction}
            counts={counts}
            duplicates={duplicates}
            address={ADDRESS}
            cancelHref="/events"
          />
        </>
      )}
    </>
  );
}

function recordedIn(given: string | string[] | undefined): number {
  return typeof given === 'string' && /^\d{1,3}$/.test(given) ? Number(given) : 0;
}
