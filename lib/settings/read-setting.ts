import type { Queryable } from '@/db/client';
import { findSettingAt, findSettingOn } from '@/db/queries/settings';
import { type Day, dayInMontana } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { completed, type SettingName, type SettingValue } from './definitions';

/** Returns the value of a setting on a day. It is read each time, so all servers agree. */
export async function settingOn<N extends SettingName>(db: Queryable, name: N, day: Day): Promise<SettingValue<N>> {
  return completed(name, await findSettingOn(db, name, day));
}

/** Returns the value that a setting had at a moment, as people saw it then. */
export async function settingAt<N extends SettingName>(db: Queryable, name: N, moment: Date): Promise<SettingValue<N>> {
  return completed(name, await findSettingAt(db, name, dayInMontana(moment), moment));
}

/** Returns the value of a setting today. `db` is the transaction when the answer must not change until its end. */
export async function settingNow<N extends SettingName>(
  visit: Pick<Visit, 'db' | 'clock'>,
  name: N,
  db: Queryable = visit.db,
): Promise<SettingValue<N>> {
  return settingOn(db, name, visit.clock.today());
}
