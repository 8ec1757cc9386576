import type { Mail } from '@/db/queries/mails';
import { keyedHash, sameHash } from '../keyed-hash';

type Identity = Pick<Mail, 'id' | 'createdAt'>;

/** The form of a token, wherever one is found in a text. */
export const MAIL_TOKEN = /pdups\.(\d{1,15})\.([0-9a-z]{1,12})\.([0-9a-f]{20})/;

/**
 * Returns what names one email in its Message-ID and its return address. Without the server's key, nobody can make the
 * token of an email that they did not get, so a delivery report about it is real, or from its recipient.
 */
export function mailToken({ id, createdAt }: Identity): string {
  const moment = createdAt.getTime().toString(36);
  return `pdups.${id}.${moment}.${macOf(String(id), moment)}`;
}

/** Returns the email that a token names; null for a token that we did not make. */
export function readMailToken(text: string): Identity | null {
  const [, id, moment, mac] = MAIL_TOKEN.exec(text) ?? [];
  if (!id || !moment || !mac || !sameHash(mac, macOf(id, moment))) return null;
  return { id: Number(id), createdAt: new Date(Number.parseInt(moment, 36)) };
}

function macOf(id: string, moment: string): string {
  return keyedHash('mail token', `${id}.${moment}`).slice(0, 20);
}
