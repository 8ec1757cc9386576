import { personPage } from '@/app/_edges/person-page';
import { titledByWebhook } from '@/app/_edges/record-title';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { LiveRefresh } from '@/components/live-refresh';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { DeliveryTable } from '@/components/webhooks/delivery-table';
import { WebhookStateTag } from '@/components/webhooks/webhook-state';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { formatMoment } from '@/lib/platform/days';
import { FAILING_DAYS } from '@/lib/webhooks/rules';
import { TYPE_LABELS, WEBHOOK_TYPES } from '@/lib/webhooks/types';
import { getWebhook, parseWebhookId } from '@/lib/webhooks/webhooks';
import { disableWebhookAction, enableWebhookAction, sendAgainAction, sendTestAction } from './actions';

export const generateMetadata = titledByWebhook();

const SAVED: Record<string, string> = {
  test: 'A test message is on its way. See below what comes of it.',
  again: 'The message is being sent again. See below what comes of it.',
  disabled: 'The webhook is disabled. Nothing is sent until you enable it.',
  enabled: 'The webhook is enabled.',
  edited: 'The changes are saved. Messages go to this address from now on.',
};

type Props = { params: Promise<{ webhookId: string }>; searchParams: Promise<{ saved?: string | string[] }> };

/** Shows a webhook, and what came of its latest messages. */
export default personPage(['provider'], async (ctx, { params, searchParams }: Props) => {
  const { webhook, deliveries, oldSecretEndsAt } = await getWebhook(ctx, parseWebhookId((await params).webhookId));
  const whyNot = whyNotAllowed(ctx.actor, 'webhook.change');
  const id = String(webhook.id);
  const path = `/learning-systems/webhooks/${id}`;
  const isWaiting = !webhook.disabledAt && deliveries.some(({ state, attempts }) => state === 'waiting' && !attempts);
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <Breadcrumbs
        crumbs={[
          { label: 'Learning systems', href: '/learning-systems' },
          { label: 'Webhooks', href: '/learning-systems/webhooks' },
          { label: new URL(webhook.url).host },
        ]}
      />
      <PageHeader title={<span className="wrap-anywhere">Webhook for {new URL(webhook.url).host}</span>} />
      {webhook.disabledAt && !webhook.disabledByName && (
        <Notice kind="warning" title="PDUPS disabled this webhook">
          {webhook.disabledBecause === 'gone'
            ? 'The receiver answered that it wants no more messages (410). If that is not what you want, correct the address or the receiver, then enable the webhook and send what is missing again.'
            : `Every message failed for ${FAILING_DAYS} days. When the receiver works again, enable the webhook and send what is missing again.`}
        </Notice>
      )}
      <SummaryList
        rows={[
          { term: 'Address', value: <code className="wrap-anywhere">{webhook.url}</code> },
          { term: 'Status', value: <WebhookStateTag webhook={webhook} /> },
          {
            term: 'Messages',
            value: WEBHOOK_TYPES.filter((type) => webhook.types.includes(type)).map((type) => (
              <span key={type} className="block">
                {TYPE_LABELS[type]}
              </span>
            )),
          },
          ...(oldSecretEndsAt
            ? [{ term: 'Secret', value: `Replaced. The old one is also used until ${formatMoment(oldSecretEndsAt)}.` }]
            : []),
          { term: 'Added', value: `${formatMoment(webhook.createdAt)} by ${webhook.createdByName}` },
          ...(webhook.disabledAt
            ? [
                {
                  term: 'Disabled',
                  value: `${formatMoment(webhook.disabledAt)} by ${webhook.disabledByName ?? 'PDUPS'}`,
                },
              ]
            : []),
        ]}
      />
      {whyNot === null ? (
        <div className="button-row">
          {webhook.disabledAt ? (
            <ButtonForm action={enableWebhookAction.bind(null, id)} label="Enable" pendingLabel="Enabling…" />
          ) : (
            <>
              <ButtonForm action={sendTestAction.bind(null, id)} label="Send a test" pendingLabel="Sending…" />
              <ButtonForm
                action={disableWebhookAction.bind(null, id)}
                label="Disable"
                pendingLabel="Disabling…"
                variant="secondary"
              />
            </>
          )}
          <ButtonLink href={`${path}/edit`} variant="secondary">
            Edit
          </ButtonLink>
          <ButtonLink href={`${path}/secret`} variant="secondary">
            Replace the secret
          </ButtonLink>
          <ButtonLink href={`${path}/remove`} variant="quiet">
            Remove
          </ButtonLink>
        </div>
      ) : (
        <p className="hint mt-4">{whyNot}</p>
      )}
      <h2 className="mt-8 mb-3">Latest messages</h2>
      {isWaiting && <LiveRefresh everySeconds={3} link={{ href: path, label: 'Show what came of it' }} />}
      {deliveries.length === 0 ? (
        <p>Nothing was sent yet. Send a test, or wait for the next certificate.</p>
      ) : (
        <DeliveryTable
          deliveries={deliveries}
          action={whyNot === null && !webhook.disabledAt ? sendAgainAction.bind(null, id) : null}
        />
      )}
    </>
  );
});
