import { formatMoment } from '@/lib/platform/days';
import type { ListedDelivery } from '@/lib/webhooks/webhooks';
import { ButtonForm, type StateAction } from '../account/button-form';
import { DataTable } from '../data-table';

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
    <DataTable
      caption="Latest messages, newest first"
      captionHidden
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Message',
          cell: ({ type, messageId }) => (
            <>
              <code>{type}</code>
              <code className="sub wrap-anywhere">{messageId}</code>
            </>
          ),
        },
        { heading: 'Written', cell: ({ createdAt }) => formatMoment(createdAt) },
        {
          heading: 'Status',
          cell: (delivery) => (
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
          ),
        },
      ]}
      actions={
        action &&
        (({ id, type, messageId }) => (
          <ButtonForm
            action={action}
            fields={{ deliveryId: id }}
            label="Send again"
            about={`: ${type} ${messageId}`}
            pendingLabel="Sending…"
            variant="secondary"
          />
        ))
      }
    />
  );
}

function attemptsOf({ attempts, lastAttemptAt, nextAttemptAt }: ListedDelivery): string {
  if (attempts === 0 || !lastAttemptAt) return 'Not sent yet.';
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const next = nextAttemptAt ? ` Next: ${formatMoment(nextAttemptAt)}.` : '';
  return `${tries}, the latest ${formatMoment(lastAttemptAt)}.${next}`;
}
