import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { PageHeader } from '@/components/page-header';
import { ReplaceSecretForm } from '@/components/webhooks/replace-secret-form';
import { authorize } from '@/lib/access/authorize';
import { OVERLAP_HOURS } from '@/lib/webhooks/rules';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';
import { replaceSecretAction } from '../actions';

export const metadata: Metadata = { title: 'Replace a secret' };

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
          { label: 'Replace the secret' },
        ]}
      />
      <PageHeader
        title={<span className="wrap-anywhere">Replace the secret for {host}</span>}
        lead={`For ${OVERLAP_HOURS} hours, messages are signed with the old and the new secret, so that no message is lost while your system changes over. After that, only the new one is used.`}
      />
      <ReplaceSecretForm action={replaceSecretAction.bind(null, String(webhook.id))} cancelHref={back} />
    </>
  );
});
