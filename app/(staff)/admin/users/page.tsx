import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { FilterBar } from '@/components/filter-bar';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { UserTable } from '@/components/staff-users/user-table';
import { TextField } from '@/components/text-field';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listHref } from '@/lib/platform/lists/address';
import { listInvitations } from '@/lib/users/staff/list-invitations';
import { listUsers, userListSchema } from '@/lib/users/staff/list-users';

export const metadata: Metadata = { title: 'Users' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const query = userListSchema.parse(await searchParams);
  const { people, next } = await listUsers(ctx, query);
  const { recent } = await listInvitations(ctx);
  const mayAddStaff = whyNotAllowed(ctx.actor, 'account.add-staff') === null;
  const hrefAfter = (after: number | null) => listHref('/admin/users', { q: query.q, after });
  return (
    <>
      <PageHeader
        title="Users"
        lead="Everyone with an account: provider users and staff. To add a user of a provider, open the provider."
        action={mayAddStaff && <ButtonLink href="/admin/users/new">Add staff</ButtonLink>}
      />
      <p className="mb-4">
        <a href="/admin/users/invitations">Invitations by managers</a>
        {recent > 0 && ` (${recent === 100 ? '100 or more' : recent} in the last 7 days)`}
      </p>
      <FilterBar
        action="/admin/users"
        label="Find users"
        clearHref={query.q ? '/admin/users' : null}
        search={
          <TextField
            name="q"
            type="search"
            label="Search"
            hint="Name, username, email address or provider"
            defaultValue={query.q}
            maxLength={100}
          />
        }
      />
      {people.length === 0 ? (
        <EmptyState title={query.after ? 'No more users' : 'No users found'}>
          {query.after ? <a href={hrefAfter(null)}>Back to the first page</a> : 'Try fewer words, or part of a name.'}
        </EmptyState>
      ) : (
        <>
          <UserTable people={people} />
          <KeysetPager
            label="Pages of users"
            nextHref={next ? hrefAfter(next) : null}
            summary={query.after && <a href={hrefAfter(null)}>First page</a>}
          />
        </>
      )}
    </>
  );
});
