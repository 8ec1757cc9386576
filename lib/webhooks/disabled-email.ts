import type { Email } from '@/lib/platform/mail/email';
import { linkAt } from '@/lib/platform/open-at';
import { FAILING_DAYS } from './rules';

type Disabled = { url: string; providerId: number; webhookId: number; because: 'failing' | 'gone' };

/** Returns the email to managers whose webhook was disabled. */
export function disabledEmail({ url, providerId, webhookId, because }: Disabled): Omit<Email, 'to'> {
  const { host } = new URL(url);
  const why =
    because === 'gone'
      ? `The system at ${host} answered that it wants no more messages (410), so PDUPS stopped sending them.`
      : `PDUPS could not send messages to ${host} for ${FAILING_DAYS} days, so it stopped trying.`;
  return {
    kind: 'webhook.disabled',
    subject: 'A webhook was disabled',
    paragraphs: [
      why,
      'Certificates are not affected. Changes from now on are not sent to that system. Ask the person who manages it to fix the receiver, then enable the webhook again and resend what is missing.',
    ],
    link: { label: 'Open the webhook', href: linkAt(providerId, `/learning-systems/webhooks/${webhookId}`) },
    bulk: true,
  };
}
