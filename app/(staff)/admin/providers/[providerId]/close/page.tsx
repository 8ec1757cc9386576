import { keepProviderForm } from '@/app/_edges/keep-provider-form';
import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { HoldingsList } from '@/components/providers/holdings-list';
import { ReasonOfStaffForm } from '@/components/providers/reason-of-staff-form';
import { authorize } from '@/lib/access/authorize';
import { countProviderHoldings } from '@/lib/providers/staff/count-holdings';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { parseProviderId } from '@/lib/users/provider-id';
import { closeProviderAction } from './actions';

export const generateMetadata = titledByProvider('Close the provider');

type Props = { params: Promise<{ providerId: string }> };

const LABEL = 'Propose to close the provider';

export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseProviderId((await params).providerId);
    authorize(ctx, 'provider.close');
    const { provider } = await getProvider(ctx, id);
    const holdings = await countProviderHoldings(ctx, id);
    const back = `/admin/providers/${id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Providers', href: '/admin/providers' },
            { label: provider.name, href: back },
            { label: 'Close' },
          ]}
        />
        <PageHeader title="Close the provider" lead={<bdi>{provider.name}</bdi>} />
        {provider.standing === 'closed' ? (
          <Inset title="Nothing to close">
            <p>
              This provider is closed already. <a href={back}>Back to the provider</a>
            </p>
          </Inset>
        ) : (
          <>
            <Inset title="What happens when a second person confirms it">
              <ul className="list-disc pl-6">
                <li>
                  The agency takes over its records. Events, rosters and certificates stay, and staff can read them.
                </li>
                <li>Certificates that were issued stay valid, and anyone can check them.</li>
                <li>Its people can no longer work for it. Its managers get an email with your reason.</li>
                <li>Share links, keys of learning systems and webhooks end. People who follow a link read why.</li>
                <li>It leaves the public directory.</li>
                <li>An export of its records is made for staff.</li>
              </ul>
              <p>Staff can reopen it later; everything works again then.</p>
            </Inset>
            <HoldingsList holdings={holdings} />
            <ReasonOfStaffForm
              action={closeProviderAction.bind(null, String(id))}
              address={`${back}/close`}
              backHref={back}
              hint="The provider’s managers read it in their email."
              label={LABEL}
              danger
            />
          </>
        )}
      </>
    );
  },
  { keep: keepProviderForm(closeProviderAction, 'close', LABEL) },
);
