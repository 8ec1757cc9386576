import { dateRange } from './template/date-range';

/** The parts of an event that its certificate's file name contains. */
type NamedEvent = { title: string; startsOn: string; endsOn: string };

/** Longer titles are cut, because some systems reject names of more than 255 bytes. */
const TITLE_CHARACTERS = 60;

/**
 * Returns a name such as 'PDU certificate - Reading the Sky - May 3 2026.pdf', recognizable in a folder of downloads.
 */
export function certificateFileName({ title, startsOn, endsOn }: NamedEvent): string {
  const characters = Array.from(new Intl.Segmenter('en').segment(withoutSpecials(title)), ({ segment }) => segment);
  const short =
    characters.length > TITLE_CHARACTERS
      ? `${characters.slice(0, TITLE_CHARACTERS).join('').trimEnd()}…`
      : characters.join('');
  const when = withoutSpecials(dateRange(startsOn, endsOn));
  return `${['PDU certificate', short, when].filter(Boolean).join(' - ')}.pdf`;
}

type NamedPerson = NamedEvent & { participantName: string };

/**
 * Returns a name such as 'PDU certificate - Zoë Ñandú - Reading the Sky - May 3 2026.pdf', which includes the person.
 */
export function namedCertificateFileName({ participantName, title, startsOn, endsOn }: NamedPerson): string {
  const when = withoutSpecials(dateRange(startsOn, endsOn));
  return fileName(['PDU certificate', shortened(participantName, NAME_BYTES), shortened(title, TITLE_BYTES), when]);
}

/** Returns a name such as 'Zoë Ñandú - K7Q3-9F2M-XT4W.pdf' for one of many in a folder; the serial makes it unique. */
export function fileNameInFolder({ name, serial }: { name: string; serial: string }): string {
  return fileName([shortened(name, NAME_BYTES), serial]);
}

/** Returns a name such as 'PDU certificates - Big Sky Educators’ Conference.zip' for one person's sessions. */
export function conferenceFileName(conference: string): string {
  return `PDU certificates - ${shortened(conference, TITLE_BYTES)}.zip`;
}

const NAME_BYTES = 110;
const TITLE_BYTES = 90;

function fileName(parts: string[]): string {
  return `${parts.filter(Boolean).join(' - ')}.pdf`;
}

/** Shortens a text between characters, so that a file name stays within 255 bytes in any script. */
function shortened(text: string, bytes: number): string {
  const whole = withoutSpecials(text);
  if (Buffer.byteLength(whole) <= bytes) return whole;
  let short = '';
  for (const { segment } of new Intl.Segmenter('en').segment(whole)) {
    if (Buffer.byteLength(short + segment) > bytes) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}

/** Removes characters that are special to a file system or a header, and commas, where some browsers cut the name. */
function withoutSpecials(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, ' ')
    .replace(/[\\/:*?"<>|%;,]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
}

/** Whether the browser shows the file or saves it. */
export type Disposition = 'inline' | 'attachment';

/** Returns a Content-Disposition that opens in the browser and saves under the event's name. */
export function certificateDisposition(event: NamedEvent): string {
  return dispositionOf(certificateFileName(event), 'inline');
}

/** Returns a Content-Disposition (RFC 6266): an ASCII name for old clients, the real one in `filename*` (RFC 8187). */
export function dispositionOf(name: string, disposition: Disposition): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/[‘’]/g, "'")
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/_+/g, '_');
  // Full-width punctuation has become plain punctuation above, so special characters are removed again.
  const ascii = withoutSpecials(plain);
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
