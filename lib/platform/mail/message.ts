import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '@/db/queries/mails';
import { checkedMailAddress, type MailSettings } from './mail-settings';

type Words = Pick<Mail, 'id' | 'kind' | 'toAddress' | 'subject' | 'text' | 'html' | 'createdAt'>;

/** A file that goes with a letter. */
export type Attachment = { filename: string; contentType: string; content: Buffer };

/** The letter as it travels (RFC 5322): plain text and HTML, the same bytes for the wire and for the folder. */
export async function mailMessage(
  mail: Words,
  { from, replyTo }: Pick<MailSettings, 'from' | 'replyTo'>,
  attachment: Attachment | null = null,
) {
  const to = checkedMailAddress(mail.toAddress);
  const composer = new MailComposer({
    from,
    // As an object it is one address, whatever is in it; as text it would be read as a list.
    to: { name: '', address: to },
    ...(replyTo ? { replyTo } : {}),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: attachment ? [attachment] : [],
    date: mail.createdAt,
    messageId: messageId(mail, from.address),
    // Machines that answer by themselves ("out of office") must not answer this one.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { envelope: { from: from.address, to: [to] }, bytes: await composer.compile().build() };
}

/** The same for one letter however often it is handed over, so that a mail server on the way can tell. */
export function messageId({ id, createdAt }: Pick<Mail, 'id' | 'createdAt'>, from: string): string {
  return `<pdups.${id}.${createdAt.getTime().toString(36)}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
