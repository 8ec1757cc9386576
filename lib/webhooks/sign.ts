import { createHmac, randomBytes } from 'node:crypto';
import { decrypt, type EncryptionPurpose, encrypt } from '@/lib/platform/encrypt';

/** Standard Webhooks: the prefix of a secret, and the rest in base64. */
const PREFIX = 'whsec_';

export function makeWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/** Makes the id that names a webhook in the log. It is not secret. */
export function makeWebhookId(): string {
  return `wh_${randomBytes(9).toString('hex')}`;
}

function forWebhook(publicId: string): EncryptionPurpose {
  return { purpose: 'webhook secret', boundTo: publicId };
}

export function encryptWebhookSecret(secret: string, publicId: string): string {
  return encrypt(Buffer.from(secret), forWebhook(publicId));
}

/** Decrypts a secret; null when it was encrypted with another server key, or for another row. */
export function openWebhookSecret(encrypted: string, publicId: string): string | null {
  const bytes = decrypt(encrypted, forWebhook(publicId));
  return bytes && Buffer.from(bytes).toString();
}

type Message = { messageId: string; body: string };

/**
 * Returns the headers of one attempt to send a message (Standard Webhooks 1.0), with one signature for each secret: a
 * receiver accepts a message when one of them is right.
 */
export function signedHeaders(
  { messageId, body }: Message,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1_000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'PDUPS-Webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
