import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmailFilters } from '@/components/emails/email-filters';
import { EmailTable } from '@/components/emails/email-table';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { PageHeader } from '@/components/page-header';
import { EVERY_EMAIL, emailsHref, readEmailsQuery } from '@/lib/system/emails-query';
import { listEmails } from '@/lib/system/list-emails';

export const metadata: Metadata = { title: 'Emails' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const query = readEmailsQuery(await searchParams);
  const { emails, next, kinds, unknownPerson } = await listEmails(ctx, query);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'System', href: '/admin/system' }, { label: 'Emails' }]} />
      <PageHeader
        title="Emails"
        lead="Who was sent which email, and whether it arrived. What it said is not on record."
      />
      <EmailFilters query={query} kinds={kinds} />
      {emails.length === 0 ? (
        <EmptyState
          title={unknownPerson ? 'No user has that username' : 'No email matches'}
          action={<ButtonLink href={emailsHref(EVERY_EMAIL)}>Show all emails</ButtonLink>}
        >
          <p>Emails are on record for 90 days; those with a certificate for as long as the certificate.</p>
        </EmptyState>
      ) : (
        <>
          <EmailTable emails={emails} />
          <KeysetPager
            label="Pages of emails"
            nextHref={next && emailsHref(next)}
            summary={query.before ? <a href={emailsHref({ ...query, before: null })}>Latest</a> : null}
          />
        </>
      )}
    </>
  );
});
