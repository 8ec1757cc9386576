import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { AuditEntries } from '@/components/audit/audit-entries';
import { AuditFilters } from '@/components/audit/audit-filters';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { searchAudit } from '@/lib/audit/search-audit';
import { auditHref, readAuditQuery, WHOLE_LOG } from '@/lib/audit/search-query';

export const metadata: Metadata = { title: 'Audit log' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const { query, notes } = readAuditQuery(await searchParams);
  const page = await searchAudit(ctx, query);
  const allNotes = [...notes, ...page.notes];
  return (
    <>
      <PageHeader
        title="Audit log"
        lead="Who did what, when, and to which record. Nothing in it can be changed."
        action={
          <ButtonLink href="/admin/audit/verify" variant="secondary">
            Check the log
          </ButtonLink>
        }
      />
      {allNotes.length > 0 && (
        <Notice announce>
          {allNotes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
      <AuditFilters query={query} />
      {page.entries.length === 0 ? (
        <EmptyState
          title={query.position ? 'No more entries' : 'No entry matches'}
          action={<ButtonLink href={auditHref(WHOLE_LOG)}>Show the whole log</ButtonLink>}
        >
          <p>Remove a filter, or choose a wider range of dates.</p>
        </EmptyState>
      ) : (
        <>
          <AuditEntries entries={page.entries} />
          <KeysetPager
            label="Pages of the audit log"
            nextHref={page.next && auditHref(page.next)}
            summary={
              <>
                {query.position && (
                  <>
                    <a href={auditHref({ ...query, position: null })}>Latest</a>
                    {' · '}
                  </>
                )}
                <a href={auditHref({ ...query, position: null }, '/admin/audit/export')} download>
                  Download the entries found as CSV
                </a>
              </>
            }
          />
        </>
      )}
    </>
  );
});
