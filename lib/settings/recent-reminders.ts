import { sharedInProcess } from '@/lib/platform/shared';
import type { Visit } from '@/lib/platform/visit';
import type { SettingValue } from './definitions';
import { settingNow } from './read-setting';

const recent = sharedInProcess('recent reminders', () => ({ value: null as SettingValue<'reminders'> | null }));

/** Remembers the days of reminders, for `recentReminders`. */
export function rememberReminders(value: SettingValue<'reminders'>): void {
  recent.value = value;
}

/**
 * Returns the days of reminders as they were at most half a minute ago, for the count on every page. A process that does not
 * follow the settings reads them.
 */
export async function recentReminders(visit: Pick<Visit, 'db' | 'clock'>): Promise<SettingValue<'reminders'>> {
  return recent.value ?? settingNow(visit, 'reminders');
}
