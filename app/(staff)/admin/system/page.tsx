import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { UnnamedProxies } from '@/components/system/unnamed-proxies';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { formatMoment } from '@/lib/platform/days';
import { describeSystem } from '@/lib/system/describe-system';
import { sendTestEmailAction } from './actions';

export const metadata: Metadata = { title: 'System' };

const SAVED: Record<string, string> = {
  'test-email': 'A test email to your address is on its way. “Emails” shows whether the mail server took it.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const { version, startedAt, appUrl, database, mailServer, bounceAddress, trustProxy, unnamedProxies } =
    await describeSystem(ctx);
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
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
          {
            term: 'Delivery reports',
            value: bounceAddress ? `Sent to ${bounceAddress}` : 'Sent to the sender of our emails',
          },
        ]}
      />
      <section>
        <h2>Background work</h2>
        <ul className="bulleted">
          <li>
            <a href="/admin/jobs">Jobs</a>: queues, what failed and why
          </li>
          <li>
            <a href="/admin/emails">Emails</a>: who was sent which, and whether they arrived
          </li>
        </ul>
      </section>
      {whyNotAllowed(ctx.actor, 'email.send-test') === null && (
        <section>
          <h2 id="test-email">Test email</h2>
          <p>Sends an email to your own address, through the same queue and mail server as all others.</p>
          <ButtonForm
            action={sendTestEmailAction}
            label="Send a test email"
            pendingLabel="Sending…"
            variant="secondary"
          />
        </section>
      )}
    </>
  );
});
