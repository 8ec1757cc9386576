import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '@/db/queries/mails';
import { checkedMailAddress, type MailSettings } from './mail-settings';
import { mailToken } from './mail-token';

type Words = Pick<
  Mail,
  'id' | 'kind' | 'toAddress' | 'subject' | 'text' | 'html' | 'createdAt' | 'messageKey' | 'unsubscribeUrl'
>;

/** A file attached to an email. */
export type Attachment = { filename: string; contentType: string; content: Buffer };

/** Builds the email in its final form (RFC 5322): plain text and HTML, the same bytes for the network and for the folder. */
export async function mailMessage(
  mail: Words,
  { from, replyTo, bounceAddress }: Pick<MailSettings, 'from' | 'replyTo' | 'bounceAddress'>,
  attachments: readonly Attachment[] = [],
) {
  const to = checkedMailAddress(mail.toAddress);
  const composer = new MailComposer({
    from,
    // As an object it is one address, whatever it contains; as text it would be parsed as a list.
    to: { name: '', address: to },
    ...(replyTo ? { replyTo } : {}),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: [...attachments],
    date: mail.createdAt,
    messageId: messageId(mail, from.address),
    // Automatic responders ("out of office") must not reply to this one.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // One click in the mail program is enough (RFC 8058).
      ...(mail.unsubscribeUrl && {
        'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribeUrl}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    envelope: { from: returnAddress(mail, bounceAddress) ?? from.address, to: [to] },
    bytes: await composer.compile().build(),
  };
}

/**
 * Returns the same id for one email every time it is passed to the mail server, so that mail servers can recognize a
 * duplicate.
 */
export function messageId(mail: Pick<Mail, 'id' | 'createdAt' | 'messageKey'>, from: string): string {
  return `<${mailToken(mail)}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** Returns the address that delivery reports about this email go to, `bounces+pdups.7.…@example.org`. */
function returnAddress(
  mail: Pick<Mail, 'id' | 'createdAt' | 'messageKey'>,
  bounceAddress: string | null | undefined,
): string | null {
  if (!bounceAddress) return null;
  const at = bounceAddress.lastIndexOf('@');
  return `${bounceAddress.slice(0, at)}+${mailToken(mail)}${bounceAddress.slice(at)}`;
}
