import { env } from '@/lib/platform/env';
import type { Email } from '@/lib/platform/mail/email';
import { FAILING_DAYS } from './rules';

/** Returns the email to managers whose webhook was disabled. */
export function disabledEmail({ url, webhookId }: { url: string; webhookId: number }): Omit<Email, 'to'> {
  return {
    kind: 'webhook.disabled',
    subject: 'A webhook was disabled',
    paragraphs: [
      `PDUPS could not send messages to ${new URL(url).host} for ${FAILING_DAYS} days, so it stopped trying.`,
      'Certificates are not affected. Changes from now on are not sent to that system. Ask the person who manages it to fix the receiver, then enable the webhook again and resend what is missing.',
    ],
    link: { label: 'Open the webhook', href: `${env().APP_URL}/learning-systems/webhooks/${webhookId}` },
    bulk: true,
  };
}
