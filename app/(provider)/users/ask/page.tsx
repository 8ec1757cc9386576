import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { AskForUserForm } from '@/components/users/ask-for-user-form';
import { userRequestForm } from '@/lib/requests/ask-for-user';
import { askForUserAction } from './actions';

export const metadata: Metadata = { title: 'Ask for a user' };

const ADDRESS = '/users/ask';

/** Asks the agency to give another person access to the provider (M21). */
export default personPage(
  ['provider'],
  async (ctx) => {
    const { providerId, providerName, requestKey } = userRequestForm(ctx);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Users', href: '/users' }, { label: 'Ask for a user' }]} />
        <PageHeader title="Ask for a user" lead={`Give another person access to ${providerName}.`} />
        <Inset title="What happens next">
          <p>
            Agency staff check your request. When they approve it, the person gets an email that says how to sign in,
            and you get one, too. Each person has their own username; don’t share usernames.
          </p>
        </Inset>
        <AskForUserForm
          providerId={providerId}
          action={askForUserAction}
          requestKey={requestKey}
          address={ADDRESS}
          backHref="/users"
        />
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={askForUserAction} address={ADDRESS} saveLabel="Send request" />
    ),
  },
);
