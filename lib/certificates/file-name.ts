import { dateRange } from './template/date-range';

/** What of an event goes into the name of its certificate's file. */
type NamedEvent = { title: string; startsOn: string; endsOn: string };

/** Long titles are cut here: some systems refuse names of more than 255 bytes. */
const TITLE_CHARACTERS = 60;

/** 'PDU certificate - Reading the Sky - May 3 2026.pdf': tells in a folder of downloads what it is. */
export function certificateFileName({ title, startsOn, endsOn }: NamedEvent): string {
  const letters = Array.from(new Intl.Segmenter('en').segment(withoutSpecials(title)), ({ segment }) => segment);
  const short =
    letters.length > TITLE_CHARACTERS ? `${letters.slice(0, TITLE_CHARACTERS).join('').trimEnd()}…` : letters.join('');
  const when = withoutSpecials(dateRange(startsOn, endsOn));
  return `${['PDU certificate', short, when].filter(Boolean).join(' - ')}.pdf`;
}

type NamedPerson = NamedEvent & { participantName: string };

/** 'PDU certificate - Zoë Ñandú - Reading the Sky - May 3 2026.pdf': the event's name with whose it is. */
export function namedCertificateFileName({ participantName, title, startsOn, endsOn }: NamedPerson): string {
  const when = withoutSpecials(dateRange(startsOn, endsOn));
  return fileName(['PDU certificate', shortened(participantName, NAME_BYTES), shortened(title, TITLE_BYTES), when]);
}

/** 'Zoë Ñandú - K7Q3-9F2M-XT4W.pdf': one of many in a folder; the serial makes it the only one of its name. */
export function fileNameInFolder({ name, serial }: { name: string; serial: string }): string {
  return fileName([shortened(name, NAME_BYTES), serial]);
}

/** 'PDU certificates - Big Sky Educators’ Conference.zip': what one person earned at its sessions. */
export function conferenceFileName(conference: string): string {
  return `PDU certificates - ${shortened(conference, TITLE_BYTES)}.zip`;
}

const NAME_BYTES = 110;
const TITLE_BYTES = 90;

function fileName(parts: string[]): string {
  return `${parts.filter(Boolean).join(' - ')}.pdf`;
}

/** Cut between letters, so that the name of a file stays within 255 bytes in any script. */
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

/** Characters that a file system or a header gives a meaning of its own, and commas, which some browsers cut at. */
function withoutSpecials(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, ' ')
    .replace(/[\\/:*?"<>|%;,]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
}

/** Whether the browser shows what it gets, or keeps it as a file. */
export type Disposition = 'inline' | 'attachment';

/** A Content-Disposition that opens in the browser and saves under the event's telling name. */
export function certificateDisposition(event: NamedEvent): string {
  return dispositionOf(certificateFileName(event), 'inline');
}

/** A Content-Disposition with an ASCII name for old readers and the real one as RFC 8187 in `filename*` (RFC 6266). */
export function dispositionOf(name: string, disposition: Disposition): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/[‘’]/g, "'")
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/_+/g, '_');
  // Full-width signs are specials only now that they are plain ones.
  const ascii = withoutSpecials(plain);
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
