import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { chainOf } from './chain';
import { certificatesIn } from './key-files';
import { selfMadeCertificate } from './self-made-certificate';
import { type KeyAndCertificates, UnusableKey } from './signing-key';

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
const VALID_FOR = 10 * YEAR;
/**
 * Valid from before its creation, so that a clock that was fast then and is corrected later does not make the key unusable.
 */
const VALID_BEFORE = YEAR;
/** A running product is restarted within this time, and then makes the next key. */
const RENEWED_BEFORE = YEAR;

/**
 * Returns the product's own key and certificate, each pair in one file of the folder: `1.pem`, and after nine years `2.pem`.
 * The one with the highest number counts. Generated once when there is none, even if several starts coincide.
 * @throws UnusableKey when the file is damaged
 */
export function ownKey(folder: string, now: Date): KeyAndCertificates {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const latest = latestNumber(folder);
  const kept = latest > 0 ? readKept(path.join(folder, `${latest}.pem`)) : null;
  if (kept && kept.chain[0].validToDate.getTime() - now.getTime() > RENEWED_BEFORE) return kept;
  makeOnce(path.join(folder, `${latest + 1}.pem`), now);
  return readKept(path.join(folder, `${latest + 1}.pem`));
}

function latestNumber(folder: string): number {
  const numbers = readdirSync(folder).map((name) => Number(/^(\d{1,6})\.pem$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

function readKept(file: string): KeyAndCertificates {
  const pem = readFileSync(file, 'latin1');
  try {
    const key = createPrivateKey(pem);
    const chain = chainOf(key, certificatesIn(pem));
    if (chain) return { key, chain };
  } catch {
    // Reported below: whatever is wrong with it, the fix is the same.
  }
  throw new UnusableKey(
    `The signing key in ${file} is damaged. Restore it from a backup, or move the file aside to have a new one made.`,
  );
}

/** Writes the whole file, only if it does not exist: a link is created or refused, never half made. */
function makeOnce(file: string, now: Date): void {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = selfMadeCertificate(
    { privateKey, publicKey },
    { from: new Date(now.getTime() - VALID_BEFORE), to: new Date(now.getTime() + VALID_FOR) },
  );
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${certificate.toString()}`);
    fsyncSync(handle);
    linkSync(draft, file);
  } catch (error) {
    // The other start was first: its key is as good as ours.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(handle);
    rmSync(draft, { force: true });
  }
}
