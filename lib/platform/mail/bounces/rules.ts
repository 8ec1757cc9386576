/** The status of a permanent failure (RFC 3463), such as 5.1.1. */
export type BounceStatus = string;

const STATUS = /^5\.\d{1,3}\.\d{1,3}$/;

/** The status for a failure about which nothing more is known. */
export const UNKNOWN_STATUS: BounceStatus = '5.0.0';

/** The status of an email that could not be delivered for days. */
export const EXPIRED_STATUS: BounceStatus = '5.4.7';

/** Returns the status in a mail server's refusal, `550 5.1.1 No such user` (RFC 2034). */
export function statusOfRefusal(response: string): BounceStatus {
  return /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? UNKNOWN_STATUS;
}

/**
 * Returns the status in the fields of a delivery report (RFC 3464); null when it reports no permanent failure. A report of
 * a delay says that the mail server keeps trying.
 */
export function statusOfReport(fields: string): BounceStatus | null {
  // The first group is about the message, each further one about a recipient; ours have one.
  for (const group of fields.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/)) {
    const action = /^action:[ \t]*([a-z]+)/im.exec(group)?.[1]?.toLowerCase();
    if (action !== 'failed') continue;
    const status = /^status:[ \t]*(\d\.\d{1,3}\.\d{1,3})\b/im.exec(group)?.[1];
    return status && STATUS.test(status) ? status : UNKNOWN_STATUS;
  }
  return null;
}

/** Returns why an email came back, as the end of a sentence: "The email came back: …". */
export function whyItCameBack(status: BounceStatus): string {
  const [, subject, detail] = status.split('.');
  const exact = WORDS[`${subject}.${detail}`];
  return exact ?? CLASSES[subject!] ?? 'the recipient’s mail server refused it.';
}

const NO_DOMAIN = 'no mail server takes email for the part of the address after the @.';
const NO_MAILBOX = 'there is no mailbox with this address.';

/** By subject and detail of RFC 3463. */
const WORDS: Record<string, string> = {
  '1.1': NO_MAILBOX,
  '1.2': NO_DOMAIN,
  '1.3': 'the address is not written like an email address.',
  '1.6': 'the mailbox has moved.',
  '1.10': NO_DOMAIN,
  '2.1': 'the mailbox is turned off.',
  '2.2': 'the mailbox is full.',
  '2.3': 'the email is too large for the mailbox.',
  '3.4': 'the email is too large for the recipient’s mail server.',
  '4.4': NO_DOMAIN,
  '4.7': 'it could not be delivered for days.',
};

/** By subject alone, for details that are not above. */
const CLASSES: Record<string, string> = {
  '1': 'the address does not work.',
  '2': 'the mailbox takes no email.',
  '4': 'the recipient’s mail server could not be reached.',
  '7': 'the recipient’s mail server does not accept email from PDUPS.',
};
