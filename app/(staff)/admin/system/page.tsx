import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { UnnamedProxies } from '@/components/system/unnamed-proxies';
import { formatMoment } from '@/lib/platform/days';
import { describeSystem } from '@/lib/system/describe-system';

export const metadata: Metadata = { title: 'System' };

export default personPage(['staff'], async (ctx) => {
  const { version, startedAt, appUrl, database, mailServer, trustProxy, unnamedProxies } = await describeSystem(ctx);
  return (
    <>
      <PageHeader title="System" lead="How this server runs. Settings are changed where it is installed." />
      {unnamedProxies.length > 0 && <UnnamedProxies proxies={unnamedProxies} />}
      <SummaryList
        rows={[
          { term: 'Version', value: version },
          { term: 'Started', value: startedAt ? formatMoment(startedAt) : 'Unknown' },
          { term: 'Address', value: <span className="wrap-anywhere">{appUrl}</span> },
          {
            term: 'Database',
            value: `PostgreSQL ${database.version}, ${database.own ? 'the one that comes with PDUPS' : 'a server of your own'}`,
          },
          { term: 'Email', value: mailServer ? `Sent by ${mailServer}` : 'Saved to a folder, not sent' },
          { term: 'Trusted proxies', value: trustProxy.length > 0 ? trustProxy.join(', ') : 'None' },
        ]}
      />
    </>
  );
});
