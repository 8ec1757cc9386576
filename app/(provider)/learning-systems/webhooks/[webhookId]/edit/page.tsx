import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { PageHeader } from '@/components/page-header';
import { EditWebhookForm } from '@/components/webhooks/edit-webhook-form';
import { authorize } from '@/lib/access/authorize';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';
import { editWebhookAction } from '../actions';

export const metadata: Metadata = { title: 'Edit a webhook' };

type Props = { params: Promise<{ webhookId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  authorize(ctx, 'webhook.change');
  const { webhook } = await getWebhook(ctx, parseWebhookId((await params).webhookId));
  const { host } = new URL(webhook.url);
  const back = `/learning-systems/webhooks/${webhook.id}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Learning systems', href: '/learning-systems' },
          { label: 'Webhooks', href: '/learning-systems/webhooks' },
          { label: host, href: back },
          { label: 'Edit' },
        ]}
      />
      <PageHeader
        title={<span className="wrap-anywhere">Edit the webhook for {host}</span>}
        lead="Messages that are waiting go to the new address. The secret stays the same."
      />
      <EditWebhookForm
        action={editWebhookAction.bind(null, String(webhook.id))}
        webhook={{ url: webhook.url, types: webhook.types }}
        cancelHref={back}
      />
    </>
  );
});
