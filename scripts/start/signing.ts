import { systemClock } from '../../lib/platform/clock';
import { loadSigner } from '../../lib/platform/pdf/signing/load-signer';
import { UnusableKey } from '../../lib/platform/pdf/signing/signing-key';
import type { Settings } from './settings';
import { StartError, writing } from './start-errors';

/**
 * Tries the key that signs certificates, and generates the product's own key at a first start without settings.
 * @returns what the operator should know about it
 */
export async function prepareSigning(
  env: NodeJS.ProcessEnv,
  { dataDir, databaseUrl }: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  now = systemClock.now(),
): Promise<string[]> {
  const { selfMade, notice } = await writing(dataDir, () => load(env, dataDir, now));
  const lines = notice ? [notice] : [];
  // Operators with a separate database run the product for others, who check the signature in a PDF reader.
  if (selfMade && databaseUrl) {
    lines.push(
      'Certificates are signed with a key created on this machine, so PDF readers will not recognize the signer. To sign with your own key, see "Signing certificates" in docs/operations.md.',
    );
  }
  return lines;
}

async function load(env: NodeJS.ProcessEnv, dataDir: string, now: Date) {
  try {
    return await loadSigner({ ...env, DATA_DIR: dataDir }, now);
  } catch (error) {
    if (error instanceof UnusableKey) throw new StartError(error.sentence, { cause: error });
    throw error;
  }
}

/** Saves the certificate in the database, so that the first signature does not have to wait for it. */
export async function keepSigningCertificate(): Promise<void> {
  const [{ currentSigner }, { database }] = await Promise.all([
    import('../../lib/platform/pdf/signing/current-signer'),
    import('../../lib/platform/database'),
  ]);
  await currentSigner({ db: database(), clock: systemClock });
}
