import type { ListedWebhook } from '@/lib/webhooks/webhooks';

type Props = { webhook: Pick<ListedWebhook, 'disabledAt' | 'failingSince'> };

/** Says whether messages are sent to a webhook, and arrive. */
export function WebhookStateTag({ webhook: { disabledAt, failingSince } }: Props) {
  if (disabledAt) return <span className="tag tag-canceled">Disabled</span>;
  if (failingSince) return <span className="tag tag-count-due">Failing</span>;
  return <span className="tag tag-valid">Active</span>;
}
