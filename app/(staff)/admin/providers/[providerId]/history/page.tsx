import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { wordsForAction } from '@/components/audit/action-words';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmptyState } from '@/components/empty-state';
import { RecordLog } from '@/components/event-log';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { listProviderLog } from '@/lib/providers/staff/provider-log';
import { parseProviderId } from '@/lib/users/provider-id';

export const generateMetadata = titledByProvider('History');

type Props = {
  params: Promise<{ providerId: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

/** Shows staff who changed what on a provider's record, when and why. */
export default personPage(['staff'], async (ctx, { params, searchParams }: Props) => {
  const id = parseProviderId((await params).providerId);
  const { after } = await searchParams;
  const { name, entries, next } = await listProviderLog(ctx, id, after);
  const back = `/admin/providers/${id}`;
  const address = `${back}/history`;
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Providers', href: '/admin/providers' }, { label: name, href: back }, { label: 'History' }]}
      />
      <PageHeader title="History" lead={<bdi>{name}</bdi>} />
      {entries.length === 0 ? (
        <EmptyState title={after ? 'Nothing earlier' : 'Nothing is recorded yet'}>
          {after ? <a href={address}>Back to the latest</a> : 'What happens to this record from now on appears here.'}
        </EmptyState>
      ) : (
        <>
          <RecordLog entries={entries} requestsHref="/admin/requests" wordsFor={wordsForAction} />
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
