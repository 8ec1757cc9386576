import type { UploadedLine } from '@/db/schema';
import { tidyLine } from '@/lib/platform/text';

const CLOCK = /\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?/i.source;

/** How chats begin a message: with its time and the person who sent it, and with the message behind it or below it. */
const HEADS = [
  // Zoom: "15:58:02 From Ana Redfern to Everyone:"
  new RegExp(`^${CLOCK}\\s+From\\s+(?<name>[^:]{2,80}?)(?:\\s+to\\s+[^:]{2,60})?\\s*:\\s*(?<text>.*)$`, 'i'),
  // WhatsApp and Teams: "[11/12/26, 3:58 PM] Ana Redfern: here", "11/12/26, 3:58 PM - Ana Redfern: here"
  new RegExp(`^\\[[^\\]]{0,24}${CLOCK}\\]\\s*(?<name>[^:]{2,80}?)(?::\\s*(?<text>.*))?$`, 'i'),
  new RegExp(`^[\\d/.-]{6,10},?\\s+${CLOCK}\\s+[-–]\\s+(?<name>[^:]{2,80}?):\\s*(?<text>.*)$`, 'i'),
  // Slack: "Ana Redfern  8:58 AM"
  new RegExp(`^(?<name>\\p{L}[^:\\t,;|]{1,60}?)\\s+\\[?(?:(?:today|yesterday) at )?${CLOCK}\\]?(?<text>)$`, 'iu'),
];

/** The longest text that is looked at as a chat. */
const MAX_CHAT = 500_000;

/**
 * Reads the messages of a chat, in which people were asked to write their names, with the person who sent each; null for
 * other texts. A list of people with the times at which they joined has nothing between their lines.
 */
export function messagesOf(text: string): UploadedLine[] | null {
  if (text.length > MAX_CHAT) return null;
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map(tidyLine);
  const first = lines.find((line) => line !== '') ?? '';
  const head = HEADS.find((pattern) => pattern.test(first));
  if (!head) return null;
  const messages: UploadedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const { name, text: said = '' } = head.exec(line)?.groups ?? {};
    if (name) messages.push([index + 2, [tidyLine(name), said]]);
    else if (line !== '') messages.at(-1)?.[1].splice(1, 1, `${messages.at(-1)?.[1][1] ?? ''} ${line}`.trim());
  }
  const isSaid = messages.filter(([, [, said]]) => said !== '').length > messages.length / 2;
  return messages.length > 1 && isSaid ? [[1, ['Participant name', 'Chat message']], ...messages] : null;
}
