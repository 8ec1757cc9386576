import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { type Clock, clockAt } from '@/lib/platform/clock';

export type SimulatedTime = {
  clock: Clock;
  /** The database's address, for connections whose `now()` is the simulated time, which the queue uses. */
  url: string;
  set(moment: Date): Promise<void>;
};

/**
 * Makes a clock for use cases and jobs that stands still until it is set, and a `now()` that hides the database's own
 * and returns the same time.
 */
export async function simulateTime({ url, owner }: { url: string; owner: Database }): Promise<SimulatedTime> {
  let now = new Date(0);
  await owner.execute(sql`create schema simulated`);
  await owner.execute(sql`create table simulated.moment as select ${now.toISOString()}::timestamptz as at`);
  await owner.execute(sql`
    create function simulated.now() returns timestamptz language sql stable as 'select at from simulated.moment'`);
  await owner.execute(sql`grant usage on schema simulated to public`);
  await owner.execute(sql`grant select on simulated.moment to public`);
  const address = new URL(url);
  address.searchParams.set('options', '-csearch_path=simulated,pg_catalog,public');
  return {
    clock: clockAt(() => now),
    url: address.href,
    async set(moment) {
      now = moment;
      await owner.execute(sql`update simulated.moment set at = ${moment.toISOString()}::timestamptz`);
    },
  };
}
