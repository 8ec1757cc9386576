import { simpleParser } from 'mailparser';
import { type BounceStatus, statusOfReport } from './rules';

/** What a delivery report says, as far as it is used. */
export type ReadReport = {
  status: BounceStatus;
  /** Where the name of the email may be: its Message-ID, and the addresses that the report was sent to. */
  places: string[];
};

/** A report has a few addresses; more are noise. */
const MAX_PLACES = 20;

/**
 * Reads a message and returns the delivery report in it (RFC 3464), or null when it is none. Runs in a worker thread,
 * because anyone can send a message.
 */
export async function readReport(message: Uint8Array): Promise<ReadReport | null> {
  const mail = await simpleParser(Buffer.from(message), {
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  }).catch(() => null);
  const type = mail?.headers.get('content-type') as { value: string; params: Record<string, string> } | undefined;
  if (!mail || type?.value !== 'multipart/report' || type.params['report-type']?.toLowerCase() !== 'delivery-status') {
    return null;
  }
  const part = (...types: string[]) => mail.attachments.find(({ contentType }) => types.includes(contentType))?.content;
  const fields = part('message/delivery-status', 'message/global-delivery-status');
  const status = fields && statusOfReport(fields.toString('latin1'));
  if (!status) return null;
  const returned = part('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');
  const sentTo = ['to', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    mail.headerLines.filter(({ key }) => key === name).map(({ line }) => line),
  );
  return { status, places: [...messageIds(returned), ...sentTo].slice(0, MAX_PLACES) };
}

/** Returns the Message-ID of the returned email, from its own headers only. */
function messageIds(returned: Buffer | undefined): string[] {
  const [head = ''] = (returned?.toString('latin1') ?? '').replaceAll('\r\n', '\n').split('\n\n', 1);
  return [...head.matchAll(/^message-id:\s*(<[^>\n]{1,200}>)/gim)].map(([, id]) => id!);
}
