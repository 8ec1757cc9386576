import type { Mail } from '@/db/queries/mails';
import { keyedHash, sameHash } from '../keyed-hash';

type Named = Pick<Mail, 'id' | 'createdAt' | 'messageKey'>;

/** Which email a token is about: by what it is about, where that is known, or by its number and its moment. */
export type MailIdentity = { messageKey: string } | { id: number; createdAt: Date };

/** The form of a token, wherever one is found in a text. */
export const MAIL_TOKEN = /pdups\.(?:(\d{1,15})\.([0-9a-z]{1,12})|([a-z][0-9a-z.-]{0,80}))\.([0-9a-f]{20})(?![0-9a-f])/;

/**
 * Returns what names one email in its Message-ID and its return address. It is made from what the email is about, where that
 * is known, so that a repeat is recognized even when the database was restored in between. Without the server's key, nobody
 * can make the token of an email that they did not get, so a delivery report about it is real, or from its recipient.
 */
export function mailToken({ id, createdAt, messageKey }: Named): string {
  const name = messageKey ?? `${id}.${createdAt.getTime().toString(36)}`;
  return `pdups.${name}.${macOf(name)}`;
}

/** Returns the email that a token names; null for a token that we did not make. */
export function readMailToken(text: string): MailIdentity | null {
  const [, id, moment, messageKey, mac] = MAIL_TOKEN.exec(text) ?? [];
  if (!mac || !sameHash(mac, macOf(messageKey ?? `${id}.${moment}`))) return null;
  return messageKey ? { messageKey } : { id: Number(id), createdAt: new Date(Number.parseInt(moment!, 36)) };
}

function macOf(name: string): string {
  return keyedHash('mail token', name).slice(0, 20);
}
