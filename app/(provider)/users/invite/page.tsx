import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { InviteForm } from '@/components/users/invite-form';
import { getPlace } from '@/lib/access/place';
import { mayInvite } from '@/lib/users/invite-user';
import { inviteAction } from './actions';

export const metadata: Metadata = { title: 'Invite a user' };

const ADDRESS = '/users/invite';

/** Lets managers give people access to their provider, if the agency lets them. */
export default personPage(
  ['provider'],
  async (ctx) => {
    const may = await mayInvite(ctx);
    const { providerId, providerName } = getPlace(ctx.actor);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Users', href: '/users' }, { label: 'Invite a user' }]} />
        <PageHeader title="Invite a user" lead={`Give another person access to ${providerName}.`} />
        {may ? (
          <>
            <Inset title="What happens next">
              <p>
                The person gets an email that says how to sign in. Each person has their own username; don’t share
                usernames. Agency staff see every invitation.
              </p>
            </Inset>
            <InviteForm providerId={providerId} action={inviteAction} address={ADDRESS} backHref="/users" />
          </>
        ) : (
          <Inset title="The agency decides about new users">
            <p>Ask agency staff to give the person access.</p>
            <ButtonLink href="/users/ask">Ask for a user</ButtonLink>
          </Inset>
        )}
      </>
    );
  },
  {
    keep: async (because) => <KeptForm because={because} action={inviteAction} address={ADDRESS} saveLabel="Invite" />,
  },
);
