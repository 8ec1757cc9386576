import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { AddUserForm } from '@/components/staff-users/add-user-form';
import { authorize } from '@/lib/access/authorize';
import { parseProviderId } from '@/lib/users/provider-id';
import { ROLE_WORDS, ROLES, STAFF_ROLE_WORDS } from '@/lib/users/roles';
import { providerToAddTo } from '@/lib/users/staff/add-user';
import { addProviderUserAction, addStaffAction } from './actions';

export const metadata: Metadata = { title: 'Add a user' };

const ADDRESS = '/admin/users/new';

const PROVIDER_ROLES = ROLES.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may }));

const STAFF_ROLES = [
  { value: 'staff', label: 'Staff', hint: STAFF_ROLE_WORDS.staff },
  { value: 'administrator', label: 'Administrator', hint: STAFF_ROLE_WORDS.administrator },
];

type Props = { searchParams: Promise<{ provider?: string | string[] }> };

/** Adds a user of the provider that the address names, or a member of staff. */
export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const { provider: given } = await searchParams;
  const provider = given === undefined ? null : await providerToAddTo(ctx, parseProviderId(String(given)));
  if (!provider) authorize(ctx, 'account.add-staff');
  return (
    <>
      <Breadcrumbs
        crumbs={
          provider
            ? [
                { label: 'Providers', href: '/admin/providers' },
                { label: provider.name, href: `/admin/providers/${provider.id}` },
                { label: 'Add a user' },
              ]
            : [{ label: 'Users', href: '/admin/users' }, { label: 'Add staff' }]
        }
      />
      <PageHeader
        title={provider ? 'Add a user' : 'Add staff'}
        lead={provider ? <bdi>{provider.name}</bdi> : 'A person who works for the agency.'}
      />
      <Inset title="What happens next">
        <p>
          {provider
            ? 'The person gets an email that says how to choose a password and sign in. If they already have a sign-in with this email address, they keep it and get this provider as well. The provider’s managers get an email, too.'
            : 'The person gets an email that says how to choose a password and sign in. They set up two-step sign-in when they sign in first.'}
        </p>
      </Inset>
      <AddUserForm
        action={provider ? addProviderUserAction.bind(null, String(provider.id)) : addStaffAction}
        roles={provider ? PROVIDER_ROLES : STAFF_ROLES}
        address={provider ? `${ADDRESS}?provider=${provider.id}` : ADDRESS}
        backHref={provider ? `/admin/providers/${provider.id}` : '/admin/users'}
      />
    </>
  );
});
