import { formatMoment } from '@/lib/platform/days';
import type { ListedDelivery } from '@/lib/webhooks/webhooks';
import { ButtonForm, type StateAction } from '../account/button-form';
import { DataTable } from '../data-table';

const HEADINGS = ['Message', 'Written', 'Status'];

const STATES: Record<ListedDelivery['state'], { label: string; tag: string }> = {
  delivered: { label: 'Delivered', tag: 'tag-reported' },
  waiting: { label: 'Waiting', tag: 'tag-running' },
  given_up: { label: 'Given up', tag: 'tag-canceled' },
};

type Props = {
  deliveries: ListedDelivery[];
  /** Sends a message again; null when the person or the moment does not allow it. */
  action: StateAction | null;
};

/** Lists what was sent to a webhook, newest first, with what came of it. */
export function DeliveryTable({ deliveries, action }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption="Latest messages, newest first"
      captionHidden
      head={
        <>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
          {action && (
            <th scope="col" role="columnheader" className="actions-heading">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </>
      }
    >
      {deliveries.map((delivery) => (
        <tr key={delivery.id} role="row">
          <th scope="row" role="rowheader">
            <code>{delivery.type}</code>
            <code className="sub wrap-anywhere">{delivery.messageId}</code>
          </th>
          <td role="cell" data-label="Written">
            {formatMoment(delivery.createdAt)}
          </td>
          <td role="cell" data-label="Status">
            <span>
              <span className={`tag ${STATES[delivery.state].tag}`}>{STATES[delivery.state].label}</span>
              <span className="sub">{attemptsOf(delivery)}</span>
              {delivery.lastError && <span className="sub wrap-anywhere">{delivery.lastError}</span>}
              {delivery.lastExcerpt && (
                <span className="sub wrap-anywhere">
                  Answer: <bdi>{delivery.lastExcerpt}</bdi>
                </span>
              )}
            </span>
          </td>
          {action && (
            <td role="cell" className="actions">
              <ButtonForm
                action={action}
                fields={{ deliveryId: delivery.id }}
                label="Send again"
                about={`: ${delivery.type} ${delivery.messageId}`}
                pendingLabel="Sending…"
                variant="secondary"
              />
            </td>
          )}
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

function attemptsOf({ attempts, lastAttemptAt, nextAttemptAt }: ListedDelivery): string {
  if (attempts === 0 || !lastAttemptAt) return 'Not sent yet.';
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const next = nextAttemptAt ? ` Next: ${formatMoment(nextAttemptAt)}.` : '';
  return `${tries}, the latest ${formatMoment(lastAttemptAt)}.${next}`;
}
