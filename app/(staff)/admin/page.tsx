import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { CountsDueTable } from '@/components/counts-due-table';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { WaitingProposals } from '@/components/providers/proposal-facts';
import { listCountsDue } from '@/lib/events/list-counts-due';
import { listWaitingProposals } from '@/lib/providers/staff/proposals/get-proposal';

export const metadata: Metadata = { title: 'Counts due' };

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const { after } = await searchParams;
  const [{ events, next }, proposals] = await Promise.all([listCountsDue(ctx, after), listWaitingProposals(ctx)]);
  return (
    <>
      <PageHeader
        title="Counts due"
        lead="Past events of all providers that still need a certificate count. Educators may be waiting for them."
      />
      <WaitingProposals proposals={proposals} />
      {events.length === 0 ? (
        <EmptyState title={after ? 'No more events' : 'No counts are due'}>
          {after ? <a href="/admin">Back to the first page</a> : 'Every past event has its certificate count.'}
        </EmptyState>
      ) : (
        <>
          <CountsDueTable events={events} today={ctx.clock.today()} />
          <KeysetPager
            label="Pages of counts due"
            nextHref={next && `/admin?after=${next}`}
            summary={after && <a href="/admin">First page</a>}
          />
        </>
      )}
    </>
  );
});
