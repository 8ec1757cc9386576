import type { Database } from '@/db/client';
import type { Clock } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/database';
import { setSupportAddress } from '@/lib/platform/env';
import { onShutdown } from '@/lib/platform/shutdown';
import { settingNow } from './read-setting';

type Deps = { db: Database; clock: Clock };

const REFRESH_MS = 30_000;

/**
 * Reads the support address, which this process then uses. It is in memory because it must be on the page that says that
 * the database can't be reached.
 */
export async function refreshSupportAddress(deps: Deps): Promise<void> {
  const { address } = await settingNow(deps, 'support');
  setSupportAddress(address || null);
}

/** Reads the support address now and every half minute, until the process ends. */
export async function followSupportAddress(deps: Deps): Promise<void> {
  const timer = setInterval(
    () =>
      void refreshSupportAddress(deps).catch((error: unknown) => {
        // While the database is unavailable, the last address stays.
        if (refusalOf(error)?.code !== 'unavailable') throw error;
      }),
    REFRESH_MS,
  ).unref();
  onShutdown('support address', async () => clearInterval(timer));
  await refreshSupportAddress(deps);
}
