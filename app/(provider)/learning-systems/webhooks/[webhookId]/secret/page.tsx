import { personPage } from '@/app/_edges/person-page';
import { titledByWebhook } from '@/app/_edges/record-title';
import { ReplaceSecretForm } from '@/components/webhooks/replace-secret-form';
import { WebhookStep } from '@/components/webhooks/webhook-step';
import { authorize } from '@/lib/access/authorize';
import { OVERLAP_HOURS } from '@/lib/webhooks/rules';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';
import { replaceSecretAction } from '../actions';

export const generateMetadata = titledByWebhook('Replace a secret');

type Props = { params: Promise<{ webhookId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  authorize(ctx, 'webhook.change');
  const { webhook } = await getWebhook(ctx, parseWebhookId((await params).webhookId));
  return (
    <WebhookStep
      webhook={webhook}
      crumb="Replace the secret"
      heading="Replace the secret for"
      lead={`For ${OVERLAP_HOURS} hours, messages are signed with the old and the new secret, so that no message is lost while your system changes over. After that, only the new one is used.`}
    >
      {(back) => <ReplaceSecretForm action={replaceSecretAction.bind(null, String(webhook.id))} cancelHref={back} />}
    </WebhookStep>
  );
});
