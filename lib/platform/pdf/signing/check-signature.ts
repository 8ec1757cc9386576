import { createHash, verify, X509Certificate } from 'node:crypto';
import { momentOf } from '../files/pdf-text';
import { readSignedMessage, type SignedMessage } from './read-signed-message';
import { MessageForm } from './signed-message';
import { fingerprintOf, whyNoSigningKey } from './signer';

/** What the cryptographic signature of a PDF says. */
export type SignatureState =
  | { state: 'none' }
  | {
      state: 'valid';
      /**
       * False when bytes were appended after what was signed, which may show something else: the file is then no longer what
       * was signed, but its first `signedLength` bytes are.
       */
      coversWholeFile: boolean;
      /** How many bytes, from the beginning of the file, are unchanged since signing. */
      signedLength: number;
      /** The signing time according to the signer; null when it is missing. */
      signedAt: Date | null;
      /** SHA-256 of the signer's certificate, in hexadecimal. */
      fingerprint: string;
      /** Whether the signer is known here. Anybody can make a valid signature of their own. */
      knownSigner: boolean;
    }
  | { state: 'broken'; why: string };

type Valid = Extract<SignatureState, { state: 'valid' }>;

/** Far larger than any certificate, and small enough to hash immediately. */
export const MAX_FILE = 20 * 1024 * 1024;
/** More than any signature with its certificates, in hexadecimal digits. */
const MAX_MESSAGE = 64 * 1024;
/** Only this many signatures of one file are checked, the last ones. */
const MAX_SIGNATURES = 8;

const CHANGED = 'The file was changed after it was signed.';
const UNREADABLE = 'The signature is damaged, or of a kind that is not read here.';
const TOO_LARGE = 'The file is too large to be checked.';
const OUT_OF_TIME = 'The certificate of the signer was not valid at the time of signing.';

/**
 * Checks the signature of a PDF. If there are several, reports the one of a known signer that covers the most. The checker
 * trusts nothing in the file: a signature counts only if it covers everything from the file's first byte except itself.
 * @param known the certificates that have signed here, current and earlier ones
 */
export function checkSignature(pdf: Buffer, known: readonly X509Certificate[]): SignatureState {
  if (pdf.length > MAX_FILE) return { state: 'broken', why: TOO_LARGE };
  const fingerprints = new Set(known.map(fingerprintOf));
  const found = placesOf(pdf, '/ByteRange').slice(-MAX_SIGNATURES);
  const states = found.map((place) => checkOne(pdf, place, fingerprints));
  const valid = states.filter((each) => each.state === 'valid').sort(byWorth)[0];
  if (valid) return valid;
  // The first is what its maker wrote; everything after it was appended.
  if (states[0]) return states[0];
  return ['/SubFilter', '/SigFlags'].some((word) => pdf.includes(word)) ? broken(UNREADABLE) : { state: 'none' };
}

function byWorth(one: Valid, other: Valid): number {
  return Number(other.knownSigner) - Number(one.knownSigner) || other.signedLength - one.signedLength;
}

function checkOne(
  pdf: Buffer,
  place: number,
  known: ReadonlySet<string>,
): Valid | Extract<SignatureState, { why: string }> {
  const range = rangeAt(pdf, place);
  if (!range) return broken(UNREADABLE);
  const { gapFrom, gapTo, end } = range;
  try {
    const message = readSignedMessage(decodeHex(pdf.toString('latin1', gapFrom + 1, gapTo - 1)));
    const certificate = new X509Certificate(message.certificates[message.signedBy]!);
    if (whyNoSigningKey(certificate.publicKey)) return broken(UNREADABLE);
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
      signedLength: end,
      signedAt,
      fingerprint,
      knownSigner,
    };
  } catch {
    return broken(UNREADABLE);
  }
}

/**
 * Returns whether the message has the form of ours: not every byte of a message is signed, but in ours every byte
 * follows from the certificates, the digest and the signature. If we ever change the form, the old one must remain
 * here.
 */
function isAsWritten(
  { certificates, digest, signature, bytes }: SignedMessage,
  { publicKey }: X509Certificate,
): boolean {
  const keyType = publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  return new MessageForm({ certificates, keyType }).message(digest, signature).equals(bytes);
}

type Range = {
  /** From the `<` of the signature itself to just after its `>`. */
  gapFrom: number;
  gapTo: number;
  /** Just after the last signed byte. */
  end: number;
};

/** Returns the byte range at this position; null unless it begins at 0, excludes only the signature, and fits the file. */
function rangeAt(pdf: Buffer, place: number): Range | null {
  const text = pdf.toString('latin1', place, place + 128);
  const numbers = /^\/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]/.exec(text)?.slice(1).map(Number);
  if (!numbers) return null;
  const [gapFrom, gapTo, length] = numbers as [number, number, number];
  const end = gapTo + length;
  const fits = gapTo > gapFrom + 2 && gapTo - gapFrom <= MAX_MESSAGE && end <= pdf.length;
  const namesItself = place < gapFrom || (place >= gapTo && place < end);
  return fits && namesItself && pdf[gapFrom] === 0x3c && pdf[gapTo - 1] === 0x3e ? { gapFrom, gapTo, end } : null;
}

/** Decodes digits of one case only, because changing the case would be a change that nobody notices. */
function decodeHex(text: string): Buffer {
  if (text.length % 2 !== 0 || !/^(?:[0-9A-F]+|[0-9a-f]+)$/.test(text)) throw new Error('not hexadecimal');
  return Buffer.from(text, 'hex');
}

/** Reads the time in the dictionary around the signature, all of which is signed. */
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
