import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { EmptyState } from '@/components/empty-state';
import { FilterBar } from '@/components/filter-bar';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { RequestQueue } from '@/components/requests/request-queue';
import { TextField } from '@/components/text-field';
import { listStaffQueue, queueSchema } from '@/lib/requests/list-requests';
import { type QueueName, withList } from '@/lib/requests/queues';

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
  const { requests, next, holidays } = await listStaffQueue(ctx, query);
  const href = ({ after = null, ...change }: { queue?: QueueName; q?: string; after?: string | null }) =>
    withList('/admin/requests', { ...query, ...change }, { after });
  return (
    <>
      <SavedNotice words={SAVED} saved={given.saved} />
      <PageHeader title="Requests" lead="What providers ask the agency to change. An approval makes the change." />
      <FilterBar
        action="/admin/requests"
        label="Find requests"
        clearHref={query.q ? href({ q: '' }) : null}
        search={
          <>
            {query.queue !== 'all' && <input type="hidden" name="queue" value={query.queue} />}
            <TextField
              name="q"
              type="search"
              label="Search"
              hint="Title, person, provider, event number or request number"
              defaultValue={query.q}
              maxLength={100}
            />
          </>
        }
      />
      <RequestQueue
        list={query}
        hrefOf={(queue) => href({ queue })}
        requests={requests}
        today={ctx.clock.today()}
        holidays={holidays}
      />
      {requests.length === 0 ? (
        <EmptyState title={query.after ? 'No more requests' : query.q ? 'No requests found' : EMPTY[query.queue]}>
          {query.after ? (
            <a href={href({})}>Back to the first page</a>
          ) : query.q ? (
            'Try fewer words, or another list.'
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
