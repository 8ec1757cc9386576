import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { RequestFilters } from '@/components/requests/request-filters';
import { RequestQueue } from '@/components/requests/request-queue';
import { listPossibleAssignees, listStaffQueue, queueSchema } from '@/lib/requests/list-requests';
import { isNarrowed, type QueueName, type WorkedList, withList } from '@/lib/requests/queues';

export const metadata: Metadata = { title: 'Requests' };

const SAVED: Record<string, string> = {
  approved: 'The request was approved, and its change was made. The provider gets an email.',
  declined: 'The request was declined. The provider gets an email.',
  asked: 'Your question was sent. The request waits for the provider.',
};

const EMPTY: Record<QueueName, string> = {
  all: 'No requests are open',
  mine: 'No open requests are yours',
  unassigned: 'Every open request has someone who answers',
  waiting: 'No request waits for a provider',
  decided: 'No requests were decided yet',
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const given = await searchParams;
  const query = queueSchema.parse(given);
  const [{ requests, next, holidays, providerName }, people] = await Promise.all([
    listStaffQueue(ctx, query),
    listPossibleAssignees(ctx),
  ]);
  const href = ({ after = null, ...change }: Partial<WorkedList> & { after?: string | null }) =>
    withList('/admin/requests', { ...query, ...change }, { after });
  return (
    <>
      <SavedNotice words={SAVED} saved={given.saved} />
      <PageHeader
        title="Requests"
        lead={
          query.provider === null ? (
            'What providers ask the agency to change. An approval makes the change.'
          ) : (
            <>
              What {providerName ? <bdi>{providerName}</bdi> : 'a provider that does not exist'} asks the agency to
              change. <a href={href({ provider: null })}>Show every provider</a>
            </>
          )
        }
      />
      <RequestFilters list={query} people={people} />
      <RequestQueue
        list={query}
        hrefOf={(queue) => href({ queue })}
        requests={requests}
        today={ctx.clock.today()}
        holidays={holidays}
      />
      {requests.length === 0 ? (
        <EmptyState
          title={query.after ? 'No more requests' : isNarrowed(query) ? 'No requests found' : EMPTY[query.queue]}
        >
          {query.after ? (
            <a href={href({})}>Back to the first page</a>
          ) : isNarrowed(query) ? (
            'Try fewer words or filters, or another list.'
          ) : (
            'Requests from providers appear here.'
          )}
        </EmptyState>
      ) : (
        <KeysetPager
          label="Pages of requests"
          nextHref={next ? href({ after: next }) : null}
          summary={query.after && <a href={href({})}>First page</a>}
        />
      )}
    </>
  );
});
