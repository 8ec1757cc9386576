import { keepProviderForm } from '@/app/_edges/keep-provider-form';
import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { MergePreviewView } from '@/components/providers/merge-preview';
import { MergeTargets } from '@/components/providers/merge-targets';
import { ReasonOfStaffForm } from '@/components/providers/reason-of-staff-form';
import { authorize } from '@/lib/access/authorize';
import type { SignedInContext } from '@/lib/platform/visit';
import { providerListSchema } from '@/lib/providers/list-query';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { listProviders } from '@/lib/providers/staff/list-providers';
import { previewMerge } from '@/lib/providers/staff/merging/merge-providers';
import { parseProviderId } from '@/lib/users/provider-id';
import { mergeProvidersAction } from './actions';

export const generateMetadata = titledByProvider('Merge two providers');

type Search = { into?: string | string[]; q?: string | string[] };
type Props = { params: Promise<{ providerId: string }>; searchParams: Promise<Search> };

const LABEL = 'Propose the merge';

/** Finds the provider that stays, then shows what moves there, and asks for the reason. */
export default personPage(
  ['staff'],
  async (ctx, { params, searchParams }: Props) => {
    const id = parseProviderId((await params).providerId);
    authorize(ctx, 'provider.merge');
    const { provider } = await getProvider(ctx, id);
    const { into, q } = await searchParams;
    const back = `/admin/providers/${id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Providers', href: '/admin/providers' },
            { label: provider.name, href: back },
            { label: 'Merge' },
          ]}
        />
        <PageHeader
          title="Merge two providers"
          lead={
            <>
              Everything of <bdi>{provider.name}</bdi> moves to the provider that stays.
            </>
          }
        />
        {typeof into === 'string' ? (
          <Preview ctx={ctx} sourceId={id} targetId={parseProviderId(into)} />
        ) : (
          <Targets ctx={ctx} sourceId={id} typed={typeof q === 'string' ? q : ''} />
        )}
      </>
    );
  },
  { keep: keepProviderForm(mergeProvidersAction, 'merge', LABEL) },
);

async function Targets({ ctx, sourceId, typed }: { ctx: SignedInContext; sourceId: number; typed: string }) {
  const query = providerListSchema.parse({ q: typed, place: '', type: '', after: null });
  const { providers } = query.q === '' ? { providers: null } : await listProviders(ctx, query);
  const found = providers?.filter(({ id, standing }) => id !== sourceId && standing !== 'closed') ?? null;
  return <MergeTargets address={`/admin/providers/${sourceId}/merge`} typed={query.q} found={found} />;
}

type Pair = { ctx: SignedInContext; sourceId: number; targetId: number };

async function Preview({ ctx, sourceId, targetId }: Pair) {
  const preview = await previewMerge(ctx, { sourceId, targetId });
  const address = `/admin/providers/${sourceId}/merge`;
  return (
    <>
      <MergePreviewView preview={preview} />
      {preview.why ? (
        <Inset title="They can’t be merged now">
          <p>
            {preview.why} <a href={address}>Choose another provider</a>
          </p>
        </Inset>
      ) : (
        <ReasonOfStaffForm
          action={mergeProvidersAction.bind(null, String(sourceId))}
          fields={{ into: targetId }}
          address={`${address}?into=${targetId}`}
          backHref={`/admin/providers/${sourceId}`}
          hint="The managers of both providers read it in their email."
          label={LABEL}
          danger
        />
      )}
    </>
  );
}
