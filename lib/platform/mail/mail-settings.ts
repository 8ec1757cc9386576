import { AppError } from '../errors';

export type Sender = { name: string; address: string };

/** How emails are sent: to a mail server, or into a folder on this machine when there is none. */
export type MailSettings = {
  smtpUrl: string | null;
  from: Sender;
  /** The reply address when the sender is not the support address. */
  replyTo: string | null;
  /** The mailbox for delivery reports; without one, they go to the sender. */
  bounceAddress?: string | null;
  folder: string;
};

const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a header
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Returns whether the text is exactly one plain address, so that a header or an envelope cannot contain a second one. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text) && !CONTROL.test(text);
}

export function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '';
}

/** Returns whether the text is `address` or `Name <address>`. */
export function isMailFrom(text: string): boolean {
  return parseMailFrom(text) !== null;
}

export function parseMailFrom(text: string): Sender | null {
  const [, name = '', inBrackets] = /^"?([^"<>]*?)"?\s*<([^<>]*)>$/.exec(text.trim()) ?? [];
  const address = inBrackets ?? text.trim();
  return isMailAddress(address) && !CONTROL.test(name) ? { name: name.trim(), address } : null;
}

/** Returns what is wrong with the mail settings, as a message for the operator; null when nothing is. */
export function whyNoMail({
  SMTP_URL = '',
  MAIL_FROM = '',
  BOUNCE_ADDRESS = '',
}: Record<string, string | undefined>): string | null {
  if (SMTP_URL.trim() && !isSmtpUrl(SMTP_URL.trim())) {
    return 'SMTP_URL must be the address of a mail server, such as smtps://name:password@mail.example.org or smtp://mail.example.org:25. Correct it, or leave it blank.';
  }
  if (MAIL_FROM.trim() && !isMailFrom(MAIL_FROM)) {
    return 'MAIL_FROM must be an email address, such as pdups@example.org or PDUPS <pdups@example.org>. Correct it, or leave it blank.';
  }
  if (BOUNCE_ADDRESS.trim() && !isBounceAddress(BOUNCE_ADDRESS.trim())) {
    return `BOUNCE_ADDRESS must be an email address with at most ${MAX_BOUNCE_NAME} characters before the @, such as bounces@example.org. Correct it, or leave it blank.`;
  }
  return null;
}

/** What the return address adds leaves this much of the 64 characters before the @ (RFC 5321, 4.5.3.1.1). */
const MAX_BOUNCE_NAME = 16;

/** Returns whether this can be the mailbox for delivery reports: each email adds `+` and its token to the name. */
export function isBounceAddress(text: string): boolean {
  return isMailAddress(text) && !text.includes('+') && text.lastIndexOf('@') <= MAX_BOUNCE_NAME;
}

/** @throws AppError `invalid` when an address could be read as several addresses, or as something else */
export function checkedMailAddress(address: string): string {
  if (!isMailAddress(address)) {
    throw new AppError('invalid', 'Email can’t be sent to that address. Check it and try again.');
  }
  return address;
}
