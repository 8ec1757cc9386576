import { formatMoment } from '@/lib/platform/days';
import type { ListedWebhook } from '@/lib/webhooks/webhooks';
import { DataTable } from '../data-table';
import { WebhookStateTag } from './webhook-state';

/** Lists the webhooks of one provider, newest first. */
export function WebhookTable({ webhooks }: { webhooks: ListedWebhook[] }) {
  return (
    <DataTable
      caption={webhooks.length === 1 ? '1 webhook' : `${webhooks.length} webhooks, newest first`}
      rows={webhooks}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Address',
          cell: ({ id, url }) => (
            <a href={`/learning-systems/webhooks/${id}`} className="wrap-anywhere">
              {url}
            </a>
          ),
        },
        { heading: 'Status', cell: (webhook) => <WebhookStateTag webhook={webhook} /> },
        {
          heading: 'Added',
          cell: ({ createdAt, createdByName }) => (
            <span>
              {formatMoment(createdAt)}
              <span className="sub">by {createdByName}</span>
            </span>
          ),
        },
      ]}
    />
  );
}
