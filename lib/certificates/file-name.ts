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

/**
 * A Content-Disposition that opens in the browser and saves under the telling name: an ASCII name for old
 * readers, the real one as RFC 8187 in `filename*` (RFC 6266).
 */
export function certificateDisposition(event: NamedEvent): string {
  const name = certificateFileName(event);
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
  return `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
