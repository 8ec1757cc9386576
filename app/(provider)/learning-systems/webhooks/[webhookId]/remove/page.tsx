import { personPage } from '@/app/_edges/person-page';
import { titledByWebhook } from '@/app/_edges/record-title';
import { ButtonForm } from '@/components/account/button-form';
import { ButtonLink } from '@/components/button-link';
import { WebhookStep } from '@/components/webhooks/webhook-step';
import { authorize } from '@/lib/access/authorize';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';
import { removeWebhookAction } from '../actions';

export const generateMetadata = titledByWebhook('Remove a webhook');

type Props = { params: Promise<{ webhookId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  authorize(ctx, 'webhook.change');
  const { webhook } = await getWebhook(ctx, parseWebhookId((await params).webhookId));
  return (
    <WebhookStep webhook={webhook} crumb="Remove" heading="Remove the webhook for">
      {(back) => (
        <>
          <div className="prose">
            <p>Nothing more is sent there, not even messages that are waiting. This can’t be undone.</p>
            <p>To pause it instead, disable it.</p>
          </div>
          <div className="button-row">
            <ButtonForm
              action={removeWebhookAction.bind(null, String(webhook.id))}
              label="Remove the webhook"
              pendingLabel="Removing…"
              variant="danger"
            />
            <ButtonLink href={back} variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </WebhookStep>
  );
});
