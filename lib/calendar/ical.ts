import type { Day } from '@/lib/platform/clock';
import { addDays } from '@/lib/platform/days';

/** When something takes place: on whole days, of which the last is included, or from one moment to another. */
export type When = { firstDay: Day; lastDay: Day } | { from: Date; to: Date };

/** Something that takes place, as calendar programs read it. */
export type CalendarItem = {
  /** The same for as long as the item exists, and different from every other item's. */
  uid: string;
  summary: string;
  description: string;
  location: string;
  url: string;
  when: When;
  /** When it was revised last. */
  revisedAt: Date;
  /** How often it was revised; a program keeps the revision with the highest number. */
  revision: number;
  canceled: boolean;
};

const MAX_OCTETS = 75;

/**
 * Writes a calendar (RFC 5545). Moments are in UTC, so no time zone is needed. The text depends on the items alone: the
 * same items are the same bytes.
 */
export function writeCalendar(name: string, items: readonly CalendarItem[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//PDUPS//Professional development events//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    'X-PUBLISHED-TTL:PT4H',
    ...items.flatMap(linesOf),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function linesOf(item: CalendarItem): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${item.uid}`,
    `DTSTAMP:${utc(item.revisedAt)}`,
    `LAST-MODIFIED:${utc(item.revisedAt)}`,
    `SEQUENCE:${item.revision}`,
    ...linesOfWhen(item.when),
    `SUMMARY:${escapeText(item.summary)}`,
    `DESCRIPTION:${escapeText(item.description)}`,
    `LOCATION:${escapeText(item.location)}`,
    `URL:${item.url}`,
    `STATUS:${item.canceled ? 'CANCELLED' : 'CONFIRMED'}`,
    // An event in a calendar does not make its reader busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function linesOfWhen(when: When): string[] {
  if ('from' in when) return [`DTSTART:${utc(when.from)}`, `DTEND:${utc(when.to)}`];
  return [
    `DTSTART;VALUE=DATE:${compact(when.firstDay)}`,
    // The end is the first day after the event (RFC 5545, 3.6.1).
    `DTEND;VALUE=DATE:${compact(addDays(when.lastDay, 1))}`,
  ];
}

/** Escapes text (RFC 5545, 3.3.11). Line breaks become `\n`; other control characters may not occur. */
export function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in it
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
  );
}

/** Folds a line into lines of at most 75 octets, between characters (RFC 5545, 3.1). */
export function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      lines.push(current);
      // The space that marks a continued line counts, too.
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

function compact(day: Day): string {
  return day.replaceAll('-', '');
}

function utc(moment: Date): string {
  return `${moment
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '')}Z`;
}
