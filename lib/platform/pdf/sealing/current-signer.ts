import { X509Certificate } from 'node:crypto';
import type { Database, Queryable } from '@/db/client';
import { keepSigningCertificate, listSigningCertificates } from '@/db/queries/signing-certificates';
import { env, supportAddress } from '../../env';
import { AppError } from '../../errors';
import { log } from '../../log';
import { sharedInProcess } from '../../shared';
import type { Visit } from '../../visit';
import { loadSigner } from './load-signer';
import type { Signer } from './signer';
import { UnusableKey } from './signing-key';

// The server script and Next's bundles load separate copies of this module; the key is read once.
const held = sharedInProcess('signer', () => ({
  signer: null as Promise<Signer> | null,
  /** The certificate, by its fingerprint, that a database was last told of. */
  told: new WeakMap<Database, string>(),
}));

/**
 * Who seals now. Its certificate is kept in the database before its first seal, so that the seal is known for ever.
 * Call it outside of any transaction: what it keeps must not be rolled back.
 * @throws AppError `unavailable` when the certificate ran out while the product was running
 */
export async function currentSigner({ db, clock }: Pick<Visit, 'db' | 'clock'>): Promise<Signer> {
  const now = clock.now();
  let signer = await load(now);
  if (now > signer.certificate.validToDate) {
    // The file may hold its successor by now.
    held.signer = null;
    signer = await load(now);
  }
  const { fingerprint, certificate } = signer;
  if (held.told.get(db) !== fingerprint) {
    await keepSigningCertificate(db, { fingerprint, der: certificate.raw, firstUsedAt: now });
    held.told.set(db, fingerprint);
  }
  return signer;
}

/** Every certificate that ever sealed here, on any server of this database. */
export async function knownSigners(db: Queryable): Promise<X509Certificate[]> {
  return (await listSigningCertificates(db)).map((der) => new X509Certificate(der));
}

async function load(now: Date): Promise<Signer> {
  held.signer ??= loadSigner(env(), now).then(({ signer }) => signer);
  try {
    return await held.signer;
  } catch (error) {
    held.signer = null;
    const reason = error instanceof UnusableKey ? error.sentence : String(error);
    log.error({ reason }, 'Nothing can be sealed');
    throw new AppError(
      'unavailable',
      `Certificates cannot be signed digitally at the moment, and none was made. Try again later, or write to ${supportAddress()}.`,
      { cause: error },
    );
  }
}
