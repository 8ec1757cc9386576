import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { WaitingProposals } from '@/components/providers/proposal-facts';
import { ProviderFilters } from '@/components/providers/provider-filters';
import { NoProviders, ProviderPager } from '@/components/providers/provider-pages';
import { ProviderTable } from '@/components/providers/provider-table';
import { countToDecide } from '@/lib/applications/list-applications';
import { staffProviderListSchema } from '@/lib/providers/list-query';
import { listProviders } from '@/lib/providers/staff/list-providers';
import { listWaitingProposals } from '@/lib/providers/staff/proposals/get-proposal';

import { missingChoices } from '@/lib/yearly-documents/staff/missing-choices';

export const metadata: Metadata = { title: 'Providers' };

const LIST = '/admin/providers';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const query = staffProviderListSchema.parse(await searchParams);
  const [{ providers, next }, proposals, missing, toDecide] = await Promise.all([
    listProviders(ctx, query),
    listWaitingProposals(ctx),
    missingChoices(ctx),
    countToDecide(ctx),
  ]);
  const today = ctx.clock.today();
  return (
    <>
      <PageHeader
        title="Providers"
        action={<ButtonLink href="/admin/providers/new">Add a provider</ButtonLink>}
        lead={
          <>
            Every provider on record. What anyone can see of them: <a href="/providers">Approved providers</a>.
            Organizations that want to be one: <a href="/admin/applications">Applications ({toDecide} to decide)</a>.
          </>
        }
      />
      <WaitingProposals proposals={proposals} />
      <ProviderFilters action={LIST} query={query} missing={missing} />
      {providers.length === 0 ? (
        <NoProviders list={LIST} query={query} />
      ) : (
        <>
          <ProviderTable providers={providers} today={today} />
          <ProviderPager list={LIST} query={query} next={next} />
        </>
      )}
    </>
  );
});
