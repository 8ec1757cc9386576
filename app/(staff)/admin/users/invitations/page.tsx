import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { InvitationTable } from '@/components/staff-users/invitation-table';
import { listInvitations } from '@/lib/users/staff/list-invitations';

export const metadata: Metadata = { title: 'Invitations' };

/** Shows staff the people whom managers invited to their providers. */
export default personPage(['staff'], async (ctx) => {
  const { invitations } = await listInvitations(ctx);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Users', href: '/admin/users' }, { label: 'Invitations' }]} />
      <PageHeader title="Invitations" lead="People who got access from a manager of a provider, latest first." />
      {invitations.length === 0 ? (
        <EmptyState title="No invitations yet">
          Managers invite people under Users, if the settings let them.
        </EmptyState>
      ) : (
        <InvitationTable invitations={invitations} />
      )}
    </>
  );
});
