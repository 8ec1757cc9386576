import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { EmptyState } from '@/components/empty-state';
import { FilterBar } from '@/components/filter-bar';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { UserTable } from '@/components/staff-users/user-table';
import { TextField } from '@/components/text-field';
import { listUsers, userListSchema } from '@/lib/users/staff/list-users';

export const metadata: Metadata = { title: 'Users' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const given = await searchParams;
  const query = userListSchema.parse({ q: given.q ?? '', after: given.after ?? null });
  const { people, next } = await listUsers(ctx, query);
  const hrefAfter = (after: number | null) =>
    `/admin/users?${new URLSearchParams({ ...(query.q && { q: query.q }), ...(after && { after: String(after) }) })}`;
  return (
    <>
      <PageHeader title="Users" lead="Everyone with an account: provider users and staff." />
      <FilterBar
        action="/admin/users"
        label="Find users"
        submitLabel="Find"
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
