import type { Queryable } from '@/db/client';
import type { OtherHolidays } from '@/lib/platform/business-days';
import type { Visit } from '@/lib/platform/visit';
import type { SettingValue } from './definitions';
import { settingNow } from './read-setting';

/** Returns the days that a value of the setting lists. */
export function holidaysIn({ added, removed }: SettingValue<'holidays'>): OtherHolidays {
  const days = (text: string) => text.split('\n').filter(Boolean);
  return { added: days(added), removed: days(removed) };
}

/** Returns how the agency's days off differ from the legal holidays, as administrators set it. */
export async function otherHolidays(visit: Pick<Visit, 'db' | 'clock'>, db?: Queryable): Promise<OtherHolidays> {
  return holidaysIn(await settingNow(visit, 'holidays', db));
}
