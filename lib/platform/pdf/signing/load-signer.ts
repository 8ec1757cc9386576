import { existsSync } from 'node:fs';
import path from 'node:path';
import { readKeyFiles } from './key-files';
import { ownKey } from './own-key';
import { readP12File } from './p12-file';
import { type Signer, signerWith, whyNoSigningKey } from './signer';
import { type KeyAndCertificates, UnusableKey } from './signing-key';

/** The location of the key; `lib/platform/env.ts` explains each setting. A blank setting counts as omitted. */
export type SigningSettings = {
  SIGNING_KEY_FILE?: string;
  SIGNING_CERTIFICATE_FILE?: string;
  SIGNING_P12_FILE?: string;
  SIGNING_PASSPHRASE?: string;
  DATA_DIR: string;
};

export type LoadedSigner = {
  signer: Signer;
  /** The key was generated here, so PDF readers do not know the signer. */
  selfMade: boolean;
  /** What the operator should know about the certificate, or null. */
  notice: string | null;
};

const DAY = 24 * 60 * 60 * 1000;
/** How long before its expiry the operator is asked to get a new certificate, which takes time. */
const SOON = 60 * DAY;

/**
 * Loads the signing key from the settings, or one generated here and stored in `DATA_DIR/signing`.
 * @throws UnusableKey
 */
export async function loadSigner(settings: SigningSettings, now: Date): Promise<LoadedSigner> {
  const source = await read(settings, now);
  const { key, chain, named } = source;
  const why = whyNoSigningKey(key);
  if (why) throw new UnusableKey(`The key in ${named} ${why}. Give it such a key, or leave the setting out.`);
  const [{ validFromDate, validToDate }] = chain;
  if (now > validToDate) {
    throw new UnusableKey(
      `The signing certificate in ${named} expired on ${day(validToDate)}. Put a new one in its place, or leave the setting out.`,
    );
  }
  if (now < validFromDate) {
    throw new UnusableKey(
      `The signing certificate in ${named} is valid from ${day(validFromDate)} on only. Put one in its place that is valid today, or set this machine's clock right.`,
    );
  }
  const endsSoon = !source.selfMade && validToDate.getTime() - now.getTime() < SOON;
  return {
    signer: signerWith(key, chain),
    selfMade: source.selfMade,
    notice: endsSoon
      ? `The signing certificate in ${named} expires on ${day(validToDate)}. From then on no certificate can be signed: put a new one in its place before.`
      : null,
  };
}

type Source = KeyAndCertificates & { named: string; selfMade: boolean };

async function read(settings: SigningSettings, now: Date): Promise<Source> {
  const [keyFile, certificateFile, p12File] = [
    settings.SIGNING_KEY_FILE?.trim(),
    settings.SIGNING_CERTIFICATE_FILE?.trim(),
    settings.SIGNING_P12_FILE?.trim(),
  ];
  const passphrase = settings.SIGNING_PASSPHRASE ?? '';
  if (p12File && (keyFile || certificateFile)) {
    throw new UnusableKey(
      'SIGNING_P12_FILE and SIGNING_KEY_FILE each name a key to sign with. Set the one that counts, and leave the other out.',
    );
  }
  if (p12File) {
    return { ...(await readP12File(p12File, passphrase)), named: 'SIGNING_P12_FILE', selfMade: false };
  }
  if (Boolean(keyFile) !== Boolean(certificateFile)) {
    throw new UnusableKey(
      'SIGNING_KEY_FILE and SIGNING_CERTIFICATE_FILE belong together: the key to sign with, and its certificate. Set both, or leave both out.',
    );
  }
  if (keyFile && certificateFile) {
    const found = readKeyFiles(keyFile, certificateFile, passphrase);
    return { ...found, named: 'SIGNING_CERTIFICATE_FILE', selfMade: false };
  }
  const folder = path.resolve(settings.DATA_DIR, 'signing');
  if (!existsSync(path.dirname(folder))) {
    throw new UnusableKey(`${path.dirname(folder)} is not there, so no key can be kept in it. Set DATA_DIR right.`);
  }
  return { ...ownKey(folder, now), named: folder, selfMade: true };
}

const day = (moment: Date) => moment.toISOString().slice(0, 10);
