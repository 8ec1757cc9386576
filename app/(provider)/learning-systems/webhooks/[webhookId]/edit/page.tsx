import { personPage } from '@/app/_edges/person-page';
import { titledByWebhook } from '@/app/_edges/record-title';
import { EditWebhookForm } from '@/components/webhooks/edit-webhook-form';
import { WebhookStep } from '@/components/webhooks/webhook-step';
import { authorize } from '@/lib/access/authorize';
import { receiverText } from '@/lib/webhooks/rules';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';
import { editWebhookAction } from '../actions';

export const generateMetadata = titledByWebhook('Edit a webhook');

type Props = { params: Promise<{ webhookId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  authorize(ctx, 'webhook.change');
  const { webhook } = await getWebhook(ctx, parseWebhookId((await params).webhookId));
  return (
    <WebhookStep
      webhook={webhook}
      crumb="Edit"
      heading="Edit the webhook for"
      lead="Messages that are waiting go to the new address. The secret stays the same."
    >
      {(back) => (
        <EditWebhookForm
          action={editWebhookAction.bind(null, String(webhook.id))}
          webhook={{ url: webhook.url, types: webhook.types }}
          shown={receiverText(webhook)}
          cancelHref={back}
        />
      )}
    </WebhookStep>
  );
});
