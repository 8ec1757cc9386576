import { AppError } from '../errors';

export type Sender = { name: string; address: string };

/** How letters leave: to a mail server, or into a folder of this machine when there is none. */
export type MailSettings = {
  smtpUrl: string | null;
  from: Sender;
  /** Where answers go when the sender is not the support address. */
  replyTo: string | null;
  folder: string;
};

const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a header
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** One plain address and nothing around it, so that a header or an envelope can hold no second one. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text) && !CONTROL.test(text);
}

export function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '';
}

/** `address` or `Name <address>`. */
export function isMailFrom(text: string): boolean {
  return parseMailFrom(text) !== null;
}

export function parseMailFrom(text: string): Sender | null {
  const [, name = '', inBrackets] = /^"?([^"<>]*?)"?\s*<([^<>]*)>$/.exec(text.trim()) ?? [];
  const address = inBrackets ?? text.trim();
  return isMailAddress(address) && !CONTROL.test(name) ? { name: name.trim(), address } : null;
}

/** What is wrong with the settings of mail, as a sentence for whoever runs the product; null when nothing is. */
export function whyNoMail({ SMTP_URL = '', MAIL_FROM = '' }: Record<string, string | undefined>): string | null {
  if (SMTP_URL.trim() && !isSmtpUrl(SMTP_URL.trim())) {
    return 'SMTP_URL must be the address of a mail server, such as smtps://name:password@mail.example.org or smtp://mail.example.org:25. Correct it, or leave it out.';
  }
  if (MAIL_FROM.trim() && !isMailFrom(MAIL_FROM)) {
    return 'MAIL_FROM must be an e-mail address, such as pdups@example.org or PDUPS <pdups@example.org>. Correct it, or leave it out.';
  }
  return null;
}

/** @throws AppError `invalid` when an address could be read as more than one, or as something else */
export function checkedMailAddress(address: string): string {
  if (!isMailAddress(address)) {
    throw new AppError('invalid', 'That is not an e-mail address that mail can be sent to. Check it and try again.');
  }
  return address;
}
