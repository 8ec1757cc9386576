import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { ReasonOfStaffForm } from '@/components/providers/reason-of-staff-form';
import { formatMoment } from '@/lib/platform/days';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { findMerge } from '@/lib/providers/staff/merging/merge-providers';
import { parseProviderId } from '@/lib/users/provider-id';
import { undoMergeAction } from './actions';

export const generateMetadata = titledByProvider('Undo the merge');

type Props = { params: Promise<{ providerId: string }> };

const LABEL = 'Undo the merge';

export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseProviderId((await params).providerId);
    const { provider } = await getProvider(ctx, id);
    const found = await findMerge(ctx, id);
    const back = `/admin/providers/${id}`;
    const why = found ? found.whyNotUndo : 'This provider is not merged into another one.';
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Providers', href: '/admin/providers' },
            { label: provider.name, href: back },
            { label: 'Undo the merge' },
          ]}
        />
        <PageHeader title="Undo the merge" lead={<bdi>{provider.name}</bdi>} />
        {found && !why ? (
          <>
            <Inset title="What happens next">
              <p>
                What moved to <bdi>{found.targetName}</bdi> on {formatMoment(found.merge.mergedAt)} moves back: events
                with their rosters, share links and certificates, users, keys, webhooks and requests. What was made
                since then stays at <bdi>{found.targetName}</bdi>. The managers of both get an email with your reason.
              </p>
            </Inset>
            <ReasonOfStaffForm
              action={undoMergeAction.bind(null, String(id))}
              address={`${back}/merge/undo`}
              backHref={back}
              hint="The managers of both providers read it in their email."
              label={LABEL}
            />
          </>
        ) : (
          <Inset title="It can’t be undone">
            <p>
              {why} <a href={back}>Back to the provider</a>
            </p>
          </Inset>
        )}
      </>
    );
  },
  {
    keep: async (because, { params }) => {
      const { providerId } = await params;
      const action = undoMergeAction.bind(null, providerId);
      const address = `/admin/providers/${providerId}/merge/undo`;
      return <KeptForm because={because} action={action} address={address} saveLabel={LABEL} />;
    },
  },
);
