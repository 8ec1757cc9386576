import type { Database } from '@/db/client';
import type { Clock } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/database';
import { setSupportAddress } from '@/lib/platform/env';
import { setProviderWord } from '@/lib/platform/provider-words';
import { onShutdown } from '@/lib/platform/shutdown';
import type { SettingName } from './definitions';
import { settingNow } from './read-setting';
import { rememberReminders } from './recent-reminders';

type Deps = { db: Database; clock: Clock };

const REFRESH_MS = 30_000;

/** The settings that each process remembers. */
export const FOLLOWED: readonly SettingName[] = ['support', 'wording', 'reminders'];

/**
 * Reads the settings that this process remembers, because every page depends on them: the support address and the word for
 * providers, also on the page that says that the database can't be reached, and the days of reminders.
 */
export async function refreshSettings(deps: Deps): Promise<void> {
  const [{ address }, { provider }] = [await settingNow(deps, 'support'), await settingNow(deps, 'wording')];
  setSupportAddress(address || null);
  setProviderWord(provider === 'host' ? 'host' : 'provider');
  rememberReminders(await settingNow(deps, 'reminders'));
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
