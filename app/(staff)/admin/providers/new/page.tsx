import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { AddProviderForm } from '@/components/providers/add-provider-form';
import { addProviderForm } from '@/lib/providers/staff/add-provider';
import { addProviderAction } from './actions';

export const metadata: Metadata = { title: 'Add a provider' };

const LIST = '/admin/providers';
const ADDRESS = `${LIST}/new`;

export default personPage(
  ['staff'],
  async (ctx) => {
    const values = addProviderForm(ctx);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Providers', href: LIST }, { label: 'Add a provider' }]} />
        <PageHeader title="Add a provider" lead="An organization that the agency approved." />
        <Inset title="What happens next">
          <p>
            The provider appears in the public directory. Its first manager gets an email that leads to a password, and
            can then add events. You can also add the manager later.
          </p>
        </Inset>
        <AddProviderForm action={addProviderAction} values={values} address={ADDRESS} backHref={LIST} />
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={addProviderAction} address={ADDRESS} saveLabel="Add the provider" />
    ),
  },
);
