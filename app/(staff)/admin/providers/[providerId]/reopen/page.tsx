import { keepProviderForm } from '@/app/_edges/keep-provider-form';
import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { ReasonOfStaffForm } from '@/components/providers/reason-of-staff-form';
import { authorize } from '@/lib/access/authorize';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { parseProviderId } from '@/lib/users/provider-id';
import { reopenProviderAction } from './actions';

export const generateMetadata = titledByProvider('Reopen the provider');

type Props = { params: Promise<{ providerId: string }> };

const LABEL = 'Reopen the provider';

export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseProviderId((await params).providerId);
    authorize(ctx, 'provider.close');
    const { provider } = await getProvider(ctx, id);
    const back = `/admin/providers/${id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Providers', href: '/admin/providers' },
            { label: provider.name, href: back },
            { label: 'Reopen' },
          ]}
        />
        <PageHeader title="Reopen the provider" lead={<bdi>{provider.name}</bdi>} />
        {provider.standing === 'closed' && provider.mergedInto === null ? (
          <>
            <Inset title="What happens next">
              <p>
                The provider is in good standing again. Its people can work for it, and its share links, keys and
                webhooks work as before. Its managers get an email with your reason.
              </p>
            </Inset>
            <ReasonOfStaffForm
              action={reopenProviderAction.bind(null, String(id))}
              address={`${back}/reopen`}
              backHref={back}
              hint="The provider’s managers read it in their email."
              label={LABEL}
            />
          </>
        ) : (
          <Inset title="Nothing to reopen">
            <p>
              This provider is not closed, or it was merged into another one. <a href={back}>Back to the provider</a>
            </p>
          </Inset>
        )}
      </>
    );
  },
  { keep: keepProviderForm(reopenProviderAction, 'reopen', LABEL) },
);
