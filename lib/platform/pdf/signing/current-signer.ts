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

// The server script and Next's bundles load separate copies of this module; the key is read only once.
const held = sharedInProcess('signer', () => ({
  signer: null as Promise<Signer> | null,
  /** The fingerprint of the certificate that was last saved in each database. */
  logged: new WeakMap<Database, string>(),
}));

/**
 * Returns the current signer. Its certificate is saved in the database before its first signature, so that the signature can
 * be recognized forever. Call it outside of any transaction: what it saves must not be rolled back.
 * @throws AppError `unavailable` when the certificate expired while the product was running
 */
export async function currentSigner({ db, clock }: Pick<Visit, 'db' | 'clock'>): Promise<Signer> {
  const now = clock.now();
  let signer = await load(now);
  if (now > signer.certificate.validToDate) {
    // The file may contain its successor by now.
    held.signer = null;
    signer = await load(now);
  }
  const { fingerprint, certificate } = signer;
  if (held.logged.get(db) !== fingerprint) {
    await keepSigningCertificate(db, { fingerprint, der: certificate.raw, firstUsedAt: now });
    held.logged.set(db, fingerprint);
  }
  return signer;
}

/** Returns every certificate that ever signed here, on any server of this database. */
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
    log.error({ reason }, 'Nothing can be signed');
    throw new AppError(
      'unavailable',
      `Certificates can’t be signed digitally right now, and none was made. Try again later, or email ${supportAddress()}.`,
      { cause: error },
    );
  }
}
