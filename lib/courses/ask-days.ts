import type { Visit } from '@/lib/platform/visit';
import { numbersIn } from '@/lib/settings/definitions';
import { settingNow } from '@/lib/settings/read-setting';

/** Returns on how many days before the end of an always-open course its provider is asked to continue it. */
export async function askDays(visit: Pick<Visit, 'db' | 'clock'>): Promise<number[]> {
  return numbersIn((await settingNow(visit, 'reminders')).courseEnds);
}
