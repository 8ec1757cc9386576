import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { RequestTable } from '@/components/requests/request-table';
import { listOwnRequests } from '@/lib/requests/list-requests';

export const metadata: Metadata = { title: 'Requests' };

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { after } = await searchParams;
  const { requests, next } = await listOwnRequests(ctx, after);
  return (
    <>
      <Breadcrumbs crumbs={[programOf(ctx.actor), { label: 'Requests' }]} />
      <PageHeader title="Requests" lead="What your provider asked the agency to change, and what was decided." />
      {requests.length === 0 ? (
        <EmptyState title={after ? 'No more requests' : 'No requests yet'}>
          {after ? (
            <a href="/requests">Back to the first page</a>
          ) : (
            'To have an event corrected after it ended, open it and choose “Ask for a correction”. If it did not take place, choose “This event was canceled”. Managers ask for another user under Users, and for a change of your provider’s details under Our information.'
          )}
        </EmptyState>
      ) : (
        <>
          <RequestTable
            caption="Your provider’s requests, latest first"
            requests={requests}
            today={ctx.clock.today()}
            side="provider"
          />
          <KeysetPager
            label="Pages of requests"
            nextHref={next ? `/requests?after=${next}` : null}
            summary={after && <a href="/requests">First page</a>}
          />
        </>
      )}
    </>
  );
});
