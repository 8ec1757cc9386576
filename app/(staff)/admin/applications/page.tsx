import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ApplicationLists } from '@/components/applications/application-lists';
import { ApplicationTable } from '@/components/applications/application-table';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { FilterBar } from '@/components/filter-bar';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { TextField } from '@/components/text-field';
import { daysToAnswer } from '@/lib/applications/days-to-answer';
import { listApplications } from '@/lib/applications/list-applications';
import { type ApplicationList, applicationListHref, applicationListSchema } from '@/lib/applications/list-query';
import { counted } from '@/lib/notices/words';

export const metadata: Metadata = { title: 'Applications' };

const EMPTY: Record<ApplicationList, string> = {
  undecided: 'No application waits for a decision',
  approved: 'No application was approved yet',
  declined: 'No application was declined yet',
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Lists for staff the applications of organizations to be an approved provider. */
export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const query = applicationListSchema.parse(await searchParams);
  const [{ applications, next }, days] = await Promise.all([listApplications(ctx, query), daysToAnswer(ctx)]);
  const { list, q, after } = query;
  const first = applicationListHref({ ...query, after: null });
  return (
    <>
      <PageHeader
        title="Applications"
        lead={`Organizations that want to be an approved provider. The agency answers within ${counted(days, 'business day')}.`}
        action={<ButtonLink href="/admin/applications/new">Record an application</ButtonLink>}
      />
      <FilterBar
        action="/admin/applications"
        label="Find applications"
        clearHref={q ? applicationListHref({ list, q: '', after: null }) : null}
        search={
          <>
            {list !== 'undecided' && <input type="hidden" name="list" value={list} />}
            <TextField
              name="q"
              type="search"
              label="Search"
              hint="Organization, or name or email address of the contact"
              defaultValue={q}
              maxLength={100}
            />
          </>
        }
      />
      <ApplicationLists current={list} hrefOf={(other) => applicationListHref({ list: other, q, after: null })} />
      {applications.length === 0 ? (
        <EmptyState title={after ? 'No more applications' : q ? 'No applications found' : EMPTY[list]}>
          {after ? (
            <a href={first}>Back to the first page</a>
          ) : q ? (
            'Try fewer words, or another list.'
          ) : (
            'Record each application that arrives by email or form.'
          )}
        </EmptyState>
      ) : (
        <>
          <ApplicationTable list={list} applications={applications} today={ctx.clock.today()} />
          <KeysetPager
            label="Pages of applications"
            nextHref={next ? applicationListHref({ ...query, after: next }) : null}
            summary={after && <a href={first}>First page</a>}
          />
        </>
      )}
    </>
  );
});
