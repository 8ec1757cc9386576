import type { Queryable } from '@/db/client';
import type { Visit } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';

/** Returns in how many business days the agency answers an application, as administrators set it. */
export async function daysToAnswer(visit: Pick<Visit, 'db' | 'clock'>, db?: Queryable): Promise<number> {
  return Number((await settingNow(visit, 'applications', db)).days);
}
