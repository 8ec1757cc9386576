import type postgres from 'postgres';
import { systemClock } from '../../lib/platform/clock';
import { type Fault, onDatabase, type Place, type Setting, sharesSessions } from '../start/database-checks';
import { errorCode } from '../start/start-errors';

/** The servers' clocks decide when sessions and links expire, the database's clock when delayed jobs start. */
const MAX_SKEW_SECONDS = 5;
/** How long a notification may take, and how long a session is withheld from another connection. */
const PATIENCE_MS = 2_000;

/** Lists what a session through this address cannot do that a dedicated session can. */
export async function listSessionFaults(url: string, setting: Setting): Promise<Fault[]> {
  return onDatabase(url, setting, (first, place) =>
    onDatabase(url, setting, async (second) => {
      const where = `Through ${setting}, the database "${place.database}" on ${place.host}`;
      const faults: Fault[] = [];
      if (await losesStatements(url, setting, second)) {
        faults.push({
          kind: 'prepared statements',
          sentence: `${where} forgets prepared statements: a connection pooler gives each transaction another session.`,
        });
      }
      if (!(await hearsNotifications(first, second))) {
        faults.push({
          kind: 'listen',
          sentence: `${where} does not deliver notifications (LISTEN), so jobs would wait until somebody looks for them.`,
        });
      }
      if (await losesLocks(first, second)) {
        faults.push({
          kind: 'session locks',
          sentence: `${where} does not keep a session's locks, so two migrations, or two workers of one name, would not notice each other.`,
        });
      }
      return faults;
    }),
  );
}

/**
 * Returns whether a prepared statement is lost: uses it again while another connection is in a transaction, which then has
 * the session if it is shared.
 */
function losesStatements(url: string, setting: Setting, other: postgres.Sql): Promise<boolean> {
  const attempt = async (sql: postgres.Sql): Promise<boolean> => {
    // Outside of a transaction the driver would prepare it again, and the fault would not show.
    const use = () => sql.begin((tx) => tx`select ${1}::int as value`);
    try {
      await use();
      const reused = await other.begin(async (tx) => {
        await tx`select 1`;
        const again = use().then(
          () => null,
          (error: unknown) => ({ error }),
        );
        // A pooler with one session only makes it wait for this transaction.
        await within(again);
        return { again };
      });
      const failed = await reused.again;
      if (failed) throw failed.error;
      return false;
    } catch (error) {
      // The statement does not exist, or one of that name already does.
      if (['26000', '42P05', '08P01'].includes(errorCode(error) ?? '')) return true;
      throw error;
    }
  };
  return onDatabase(url, setting, attempt, { prepare: true });
}

async function hearsNotifications(first: postgres.Sql, second: postgres.Sql): Promise<boolean> {
  const channel = `pdups_doctor_${process.pid}`;
  let hear = () => {};
  const heard = new Promise<true>((resolve) => {
    hear = () => resolve(true);
  });
  const { unlisten } = await first.listen(channel, hear);
  await second.notify(channel, '');
  const outcome = await within(heard);
  await unlisten();
  return outcome === true;
}

async function losesLocks(first: postgres.Sql, second: postgres.Sql): Promise<boolean> {
  // A lock taken in a pooler's session could not be released reliably.
  if (await sharesSessions(first, second)) return true;
  const lock = (sql: postgres.Sql) =>
    sql<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtext('pdups doctor'), pg_backend_pid()) as taken`;
  await lock(first);
  const [own] = await first<{ kept: boolean }[]>`
    select exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as kept`;
  await first`select pg_advisory_unlock_all()`;
  return !own?.kept;
}

function within<Result>(promise: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Lists whether the clocks of the database and of this machine differ by more than five seconds. */
export async function listClockFaults(
  sql: postgres.Sql,
  { host, database }: Place,
  now: () => Date = () => systemClock.now(),
): Promise<Fault[]> {
  const before = now().getTime();
  const [row] = await sql<{ now: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as now`;
  const seconds = Math.round((row!.now - (before + now().getTime()) / 2) / 1000);
  if (Math.abs(seconds) <= MAX_SKEW_SECONDS) return [];
  const direction = seconds > 0 ? 'ahead of' : 'behind';
  return [
    {
      kind: 'clock',
      sentence: `The clock of the database "${database}" on ${host} is ${Math.abs(seconds)} seconds ${direction} this machine's. Set both by a time server (NTP).`,
    },
  ];
}

/** Lists whether statements through a connection pooler may take as long as they like. */
export async function listLimitFaults(sql: postgres.Sql, { host, database, setting }: Place): Promise<Fault[]> {
  const [row] = await sql<{ limit: string }[]>`select current_setting('statement_timeout') as limit`;
  if (row!.limit !== '0') return [];
  const sentence = `Through ${setting}, statements in the database "${database}" on ${host} have no time limit. Run npm run migrate with DATABASE_DIRECT_URL set, and let the pooler open new connections.`;
  return [{ kind: 'limits', sentence }];
}
