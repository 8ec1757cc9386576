import type { Database } from '@/db/client';
import type { Clock } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/database';
import { setSupportAddress } from '@/lib/platform/env';
import { setProviderWord } from '@/lib/platform/provider-words';
import { onShutdown } from '@/lib/platform/shutdown';
import { settingNow } from './read-setting';

type Deps = { db: Database; clock: Clock };

const REFRESH_MS = 30_000;

/**
 * Reads the settings that this process remembers: the support address and the word for providers. They are on every page,
 * also on the one that says that the database can't be reached.
 */
export async function refreshSettings(deps: Deps): Promise<void> {
  const [{ address }, { provider }] = [await settingNow(deps, 'support'), await settingNow(deps, 'wording')];
  setSupportAddress(address || null);
  setProviderWord(provider === 'host' ? 'host' : 'provider');
}

/** Reads them now and every half minute, until the process ends. */
export async function followSettings(deps: Deps): Promise<void> {
  await refreshSettings(deps);
  const timer = setInterval(
    () =>
      void refreshSettings(deps).catch((error: unknown) => {
        // While the database is unavailable, the last values stay.
        if (refusalOf(error)?.code !== 'unavailable') throw error;
      }),
    REFRESH_MS,
  ).unref();
  onShutdown('settings', async () => clearInterval(timer));
}
