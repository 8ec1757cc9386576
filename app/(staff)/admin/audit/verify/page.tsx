import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ButtonForm } from '@/components/account/button-form';
import { CheckList, CheckProgress, CheckResult } from '@/components/audit/check-list';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { LiveRefresh } from '@/components/live-refresh';
import { PageHeader } from '@/components/page-header';
import { listLogChecks } from '@/lib/audit/check-log';
import { startLogCheckAction } from './actions';

export const metadata: Metadata = { title: 'Check the audit log' };

const ADDRESS = '/admin/audit/verify';

export default personPage(['staff'], async (ctx) => {
  const [latest, ...earlier] = await listLogChecks(ctx);
  const running = latest !== undefined && latest.endedAt === null;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Audit log', href: '/admin/audit' }, { label: 'Check' }]} />
      <PageHeader
        title="Check the audit log"
        lead="Every entry is linked to the one before it. The check reads all of them and notices any that were changed, removed, added or cut off."
      />
      {latest && (running ? <CheckProgress check={latest} /> : <CheckResult check={latest} />)}
      {running ? (
        <>
          <LiveRefresh everySeconds={2} link={{ href: ADDRESS, label: 'Refresh progress' }} />
          <p className="hint">You can close this page. The check will finish on its own.</p>
        </>
      ) : (
        <ButtonForm
          action={startLogCheckAction}
          label={latest ? 'Check again' : 'Check the log'}
          pendingLabel="Starting…"
          variant={latest ? 'secondary' : 'primary'}
        />
      )}
      {latest && (!running || earlier.length > 0) && (
        <section>
          <h2>Checks so far</h2>
          <CheckList checks={running ? earlier : [latest, ...earlier]} />
        </section>
      )}
    </>
  );
});
