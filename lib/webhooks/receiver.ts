import { isIP } from 'node:net';
import { isLoopbackHost } from '@/lib/platform/mail/why-no-mailbox';
import { isPublicAddress } from '@/lib/platform/outgoing/public-address';

const MAX_URL = 500;

/**
 * Returns why messages cannot be sent to this address, or null. What its name leads to is checked each time that a message
 * is sent.
 * @param allowLoopback whether this machine may be the receiver, and without TLS
 */
export function whyNoReceiver(text: string, allowLoopback: boolean): string | null {
  if (text === '') return 'Enter the address of the receiver.';
  if (text.length > MAX_URL) return `An address can have at most ${MAX_URL} characters.`;
  if (!URL.canParse(text)) return 'Enter a complete address, such as https://example.org/webhooks.';
  const { protocol, hostname, host, username, password, hash } = new URL(text);
  if (username || password) return 'The address can’t contain a name or password. Messages are signed instead.';
  if (hash) return 'The address can’t contain #. Leave out that part.';
  if (allowLoopback && isLoopbackHost(host) && /^https?:$/.test(protocol)) return null;
  if (protocol !== 'https:') return 'The address must start with https://.';
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  const isPublic = isIP(literal)
    ? isPublicAddress(literal)
    : literal.includes('.') && !/\.(local|internal|localhost)\.?$/.test(literal);
  return isPublic ? null : 'The address must be on the public internet.';
}
