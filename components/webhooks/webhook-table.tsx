import { formatMoment } from '@/lib/platform/days';
import type { ListedWebhook } from '@/lib/webhooks/webhooks';
import { DataTable } from '../data-table';
import { WebhookStateTag } from './webhook-state';

const HEADINGS = ['Address', 'Status', 'Added'];

/** Lists the webhooks of one provider, newest first. */
export function WebhookTable({ webhooks }: { webhooks: ListedWebhook[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption={webhooks.length === 1 ? '1 webhook' : `${webhooks.length} webhooks, newest first`}
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {webhooks.map((webhook) => (
        <tr key={webhook.id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/learning-systems/webhooks/${webhook.id}`} className="wrap-anywhere">
              {webhook.url}
            </a>
          </th>
          <td role="cell" data-label="Status">
            <WebhookStateTag webhook={webhook} />
          </td>
          <td role="cell" data-label="Added">
            <span>
              {formatMoment(webhook.createdAt)}
              <span className="sub">by {webhook.createdByName}</span>
            </span>
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
