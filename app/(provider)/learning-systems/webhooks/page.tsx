import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmptyState } from '@/components/empty-state';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { WebhookForm } from '@/components/webhooks/webhook-form';
import { WebhookTable } from '@/components/webhooks/webhook-table';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getPlace } from '@/lib/access/place';
import { listWebhooks } from '@/lib/webhooks/webhooks';
import { addWebhookAction } from './actions';

export const metadata: Metadata = { title: 'Webhooks' };

const SAVED: Record<string, string> = { removed: 'The webhook was removed. Nothing more is sent there.' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows the addresses of the provider's systems that are notified of certificates and counts. */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const webhooks = await listWebhooks(ctx);
  const whyNot = whyNotAllowed(ctx.actor, 'webhook.change');
  const list =
    webhooks.length === 0 ? (
      <EmptyState title="There are no webhooks">
        {whyNot ?? 'Add the address that the person who manages your system gives you.'}
      </EmptyState>
    ) : (
      <WebhookTable webhooks={webhooks} />
    );
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <Breadcrumbs crumbs={[{ label: 'Learning systems', href: '/learning-systems' }, { label: 'Webhooks' }]} />
      <PageHeader
        title="Webhooks"
        lead="Notify your own system when a certificate is issued, corrected or revoked, or when a certificate count is due."
      />
      {whyNot === null ? (
        <WebhookForm providerId={getPlace(ctx.actor).providerId} action={addWebhookAction}>
          {list}
        </WebhookForm>
      ) : (
        list
      )}
      {whyNot !== null && webhooks.length > 0 && <p className="hint mt-4">{whyNot}</p>}
      <Inset title="For the person who manages the system">
        <p>
          Messages have serial numbers and event numbers, and no names or email addresses. Each is signed.{' '}
          <a href="/help/learning-systems#webhooks">How to receive messages</a> has sample code that checks the
          signature.
        </p>
      </Inset>
    </>
  );
});
