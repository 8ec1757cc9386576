import { systemClock } from '../../lib/platform/clock';
import { loadSigner } from '../../lib/platform/pdf/sealing/load-signer';
import { UnusableKey } from '../../lib/platform/pdf/sealing/signing-key';
import { StartProblem, writing } from './sentences';
import type { Settings } from './settings';

/**
 * Tries the key that certificates are sealed with, and makes the product's own one at a first start without settings.
 * @returns what whoever runs the product should know about it
 */
export async function prepareSigning(
  env: NodeJS.ProcessEnv,
  { dataDir, databaseUrl }: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  now = systemClock.now(),
): Promise<string[]> {
  const { selfMade, notice } = await writing(dataDir, () => load(env, dataDir, now));
  const lines = notice ? [notice] : [];
  // Whoever has a database of their own runs it for others, who look at the signature in a reader of PDFs.
  if (selfMade && databaseUrl) {
    lines.push(
      'Certificates are signed with a key that was made here, so readers of PDFs will not know the signer. To sign with a key of your own see "Signing certificates" in docs/operations.md.',
    );
  }
  return lines;
}

async function load(env: NodeJS.ProcessEnv, dataDir: string, now: Date) {
  try {
    return await loadSigner({ ...env, DATA_DIR: dataDir }, now);
  } catch (error) {
    if (error instanceof UnusableKey) throw new StartProblem(error.sentence, { cause: error });
    throw error;
  }
}

/** Keeps the certificate in the database, so that the first seal does not wait for it. */
export async function keepSigningCertificate(): Promise<void> {
  const [{ currentSigner }, { database }] = await Promise.all([
    import('../../lib/platform/pdf/sealing/current-signer'),
    import('../../lib/platform/database'),
  ]);
  await currentSigner({ db: database(), clock: systemClock });
}
