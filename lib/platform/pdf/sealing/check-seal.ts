import { createHash, verify, X509Certificate } from 'node:crypto';
import { momentOf } from './pdf-text';
import { readSignedMessage, type SignedMessage } from './read-signed-message';
import { MessageForm } from './signed-message';
import { fingerprintOf, whyNoSealingKey } from './signer';

/** What the cryptographic signature of a PDF tells. */
export type SealState =
  | { state: 'none' }
  | {
      state: 'valid';
      /**
       * False when bytes were appended behind what was signed, which may show something else: the file is then no more
       * what was signed; its first `sealedLength` bytes are.
       */
      coversWholeFile: boolean;
      /** How many bytes of the file, from its beginning, are as they were when signed. */
      sealedLength: number;
      /** When the signer says to have signed; null when it is not told. */
      signedAt: Date | null;
      /** SHA-256 of the signer's certificate, in hexadecimal. */
      fingerprint: string;
      /** Whether the signer is one of those known here. Anybody can make a valid signature of their own. */
      knownSigner: boolean;
    }
  | { state: 'broken'; why: string };

type Valid = Extract<SealState, { state: 'valid' }>;

/** Far above any certificate, and little enough to be hashed on the spot. */
export const LARGEST_FILE = 20 * 1024 * 1024;
/** Above any signature with its certificates, in hexadecimal digits. */
const LARGEST_MESSAGE = 64 * 1024;
/** As many signatures of one file are looked at, the last ones. */
const MOST_SIGNATURES = 8;

const CHANGED = 'The file was changed after it was signed.';
const UNREADABLE = 'The signature is damaged, or of a kind that is not read here.';
const TOO_LARGE = 'The file is too large to be checked.';
const OUT_OF_TIME = 'The certificate of the signer was not valid at the time of signing.';

/**
 * Checks the signature of a PDF. Of several the one of a known signer that covers most is told. The file is not believed
 * in anything: a signature counts only if it covers everything from the file's first byte on but itself.
 * @param known certificates that sealed here, today's and earlier ones
 */
export function checkSeal(pdf: Buffer, known: readonly X509Certificate[]): SealState {
  if (pdf.length > LARGEST_FILE) return { state: 'broken', why: TOO_LARGE };
  const fingerprints = new Set(known.map(fingerprintOf));
  const found = placesOf(pdf, '/ByteRange').slice(-MOST_SIGNATURES);
  const states = found.map((place) => checkOne(pdf, place, fingerprints));
  const valid = states.filter((each) => each.state === 'valid').sort(byWorth)[0];
  if (valid) return valid;
  // The first is what its maker wrote; whatever follows it was appended.
  if (states[0]) return states[0];
  return ['/SubFilter', '/SigFlags'].some((word) => pdf.includes(word)) ? broken(UNREADABLE) : { state: 'none' };
}

function byWorth(one: Valid, other: Valid): number {
  return Number(other.knownSigner) - Number(one.knownSigner) || other.sealedLength - one.sealedLength;
}

function checkOne(pdf: Buffer, place: number, known: ReadonlySet<string>): Valid | Extract<SealState, { why: string }> {
  const range = rangeAt(pdf, place);
  if (!range) return broken(UNREADABLE);
  const { gapFrom, gapTo, end } = range;
  try {
    const message = readSignedMessage(decodeHex(pdf.toString('latin1', gapFrom + 1, gapTo - 1)));
    const certificate = new X509Certificate(message.certificates[message.signedBy]!);
    if (whyNoSealingKey(certificate.publicKey)) return broken(UNREADABLE);
    const digest = createHash(message.hash).update(pdf.subarray(0, gapFrom)).update(pdf.subarray(gapTo, end)).digest();
    if (!digest.equals(message.digest)) return broken(CHANGED);
    if (!verify(message.hash, message.attributes, certificate.publicKey, message.signature)) return broken(CHANGED);
    const fingerprint = fingerprintOf(certificate);
    if (message.certificateHash && message.certificateHash.toString('hex') !== fingerprint) return broken(CHANGED);
    const knownSigner = known.has(fingerprint);
    if (knownSigner && !isAsWritten(message, certificate)) return broken(CHANGED);
    const signedAt = signingTime(pdf, range);
    if (signedAt && !isValidAt(certificate, signedAt)) return broken(OUT_OF_TIME);
    return {
      state: 'valid',
      coversWholeFile: end === pdf.length,
      sealedLength: end,
      signedAt,
      fingerprint,
      knownSigner,
    };
  } catch {
    return broken(UNREADABLE);
  }
}

/**
 * Not every byte of a message is signed, yet in those written here each follows from the certificates, the digest and
 * the signature. A form that is given up one day has to be kept here.
 */
function isAsWritten(
  { certificates, digest, signature, bytes }: SignedMessage,
  { publicKey }: X509Certificate,
): boolean {
  const keyType = publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  return new MessageForm({ certificates, keyType }).message(digest, signature).equals(bytes);
}

type Range = {
  /** From `<` to behind `>` of the signature itself. */
  gapFrom: number;
  gapTo: number;
  /** Behind the last byte that is signed. */
  end: number;
};

/** The byte range written at this place; null unless it begins at 0, leaves out the signature alone, and fits the file. */
function rangeAt(pdf: Buffer, place: number): Range | null {
  const text = pdf.toString('latin1', place, place + 128);
  const numbers = /^\/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]/.exec(text)?.slice(1).map(Number);
  if (!numbers) return null;
  const [gapFrom, gapTo, length] = numbers as [number, number, number];
  const end = gapTo + length;
  const fits = gapTo > gapFrom + 2 && gapTo - gapFrom <= LARGEST_MESSAGE && end <= pdf.length;
  const namesItself = place < gapFrom || (place >= gapTo && place < end);
  return fits && namesItself && pdf[gapFrom] === 0x3c && pdf[gapTo - 1] === 0x3e ? { gapFrom, gapTo, end } : null;
}

/** Digits of one case only: changing one to the other would be a change that nobody notices. */
function decodeHex(text: string): Buffer {
  if (text.length % 2 !== 0 || !/^(?:[0-9A-F]+|[0-9a-f]+)$/.test(text)) throw new Error('not hexadecimal');
  return Buffer.from(text, 'hex');
}

/** The time in the dictionary around the signature, all of which is signed. */
function signingTime(pdf: Buffer, { gapFrom, gapTo, end }: Range): Date | null {
  const from = pdf.lastIndexOf(' obj', gapFrom);
  const to = pdf.indexOf('endobj', gapTo);
  const before = pdf.toString('latin1', Math.max(from, gapFrom - 4096, 0), gapFrom);
  const behind = pdf.toString('latin1', gapTo, Math.min(to < 0 ? end : to, end, gapTo + 4096));
  const [, time] = /\/M\s*\((D:[^()\\]{1,40})\)/.exec(`${before} ${behind}`) ?? [];
  return time === undefined ? null : momentOf(time);
}

function isValidAt(certificate: X509Certificate, moment: Date): boolean {
  return certificate.validFromDate <= moment && moment <= certificate.validToDate;
}

function placesOf(pdf: Buffer, word: string): number[] {
  const places: number[] = [];
  for (let at = pdf.indexOf(word); at >= 0; at = pdf.indexOf(word, at + 1)) places.push(at);
  return places;
}

const broken = (why: string): { state: 'broken'; why: string } => ({ state: 'broken', why });
