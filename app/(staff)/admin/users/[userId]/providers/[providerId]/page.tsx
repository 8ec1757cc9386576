import { personPage } from '@/app/_edges/person-page';
import { titledByUser } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { MembershipForm } from '@/components/staff-users/membership-form';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { parseProviderId } from '@/lib/users/provider-id';
import { getMembership } from '@/lib/users/staff/change-membership';
import { getUser } from '@/lib/users/staff/get-user';
import { parseUserId } from '@/lib/users/staff/user-id';
import { changeMembershipAction } from './actions';

export const generateMetadata = titledByUser('Role at a provider');

type Props = { params: Promise<{ userId: string; providerId: string }> };

export default personPage(['staff'], async (ctx, { params }: Props) => {
  const given = await params;
  const [userId, providerId] = [parseUserId(given.userId), parseProviderId(given.providerId)];
  const user = await getUser(ctx, userId);
  const { providerName, role } = await getMembership(ctx, userId, providerId);
  const back = `/admin/users/${userId}`;
  const why = whyNotAllowed(ctx.actor, 'account.provider-role', user);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Users', href: '/admin/users' },
          { label: user.name, href: back },
          { label: 'Role at a provider' },
        ]}
      />
      <PageHeader
        title={
          <>
            Role of <bdi>{user.name}</bdi>
          </>
        }
        lead={<bdi>{providerName}</bdi>}
      />
      {why ? (
        <Inset title="You can’t change this">
          <p>{why}</p>
        </Inset>
      ) : (
        <>
          <Inset title="What happens next">
            <p>
              The person is signed out of this provider and gets an email. A provider keeps at least one manager who can
              sign in.
            </p>
          </Inset>
          <MembershipForm
            action={changeMembershipAction.bind(null, String(userId), String(providerId))}
            role={role}
            address={`${back}/providers/${providerId}`}
            backHref={back}
          />
        </>
      )}
    </>
  );
});
