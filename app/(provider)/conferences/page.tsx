import type { Metadata } from 'next';
import { listCrumb } from '@/app/_edges/event-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ConferenceTable } from '@/components/conferences/conference-table';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listConferences } from '@/lib/conferences/list-conferences';

export const metadata: Metadata = { title: 'Conferences' };

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const { after } = await searchParams;
  const { conferences, next } = await listConferences(ctx, after);
  const ofEvery = whyNotAllowed(ctx.actor, 'event.list-every') === null;
  const add = whyNotAllowed(ctx.actor, 'event.add') === null && (
    <ButtonLink href="/conferences/new">Add conference</ButtonLink>
  );
  return (
    <>
      <Breadcrumbs crumbs={[listCrumb(ctx.actor), { label: 'Conferences' }]} />
      <PageHeader
        title="Conferences"
        lead={
          ofEvery
            ? 'The conferences of all providers. Each session is a separate event.'
            : 'Each session of a conference is a separate event. On a conference’s page you can see all sessions, and sign, issue, email and count them together.'
        }
        action={conferences.length > 0 && add}
      />
      {conferences.length === 0 ? (
        <EmptyState title={after ? 'No more conferences' : 'No conferences yet'} action={add}>
          <p>Add a conference, then add its sessions as events.</p>
        </EmptyState>
      ) : (
        <ConferenceTable conferences={conferences} withProvider={ofEvery} />
      )}
      <KeysetPager
        label="Pages of conferences"
        previousHref={after ? '/conferences' : null}
        nextHref={next && `/conferences?after=${next}`}
      />
    </>
  );
});
