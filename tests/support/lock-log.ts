import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';

/** Something that a transaction locked: a row of a table, or an advisory lock. */
export type Lock = string;

type Client = postgres.Sql & { savepoint?: unknown };
type Prepared = { execute: (...args: unknown[]) => Promise<unknown> };
type Session = { client: Client };

/**
 * Logs what transactions lock, in order, while `work` runs. After each statement, the transaction itself is asked which
 * rows carry its mark: those it updated, locked or refers to. Rows that it inserted are left out, because nobody else
 * can wait for them.
 * @param tables the tables whose rows are checked, each with its primary key; small ones, because all rows are read
 * @returns the locks of each transaction
 */
export async function loggedLocks(
  db: { $client: postgres.Sql },
  tables: Readonly<Record<string, string>>,
  work: () => Promise<unknown>,
): Promise<Lock[][]> {
  const before = new Set<Lock>();
  for (const [table, key] of Object.entries(tables)) {
    for (const row of await db.$client.unsafe(`select ${key}::text as key from ${table}`))
      before.add(`${table} ${row.key}`);
  }
  const marked = Object.entries(tables)
    .map(
      ([table, key]) =>
        `select '${table} ' || ${key}::text as lock from ${table}, me where xmin = me.xid or xmax = me.xid`,
    )
    .join(' union all ');
  const look = `with me as materialized (select pg_current_xact_id()::xid as xid) ${marked}
    union all select 'advisory ' || objid::text from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`;

  const logs = new Map<string, Lock[]>();
  const prototype = PostgresJsSession.prototype as unknown as Session & {
    prepareQuery: (...args: unknown[]) => Prepared;
  };
  const original = prototype.prepareQuery;
  prototype.prepareQuery = function (this: Session, ...args: unknown[]) {
    const prepared = original.apply(this, args);
    const { client } = this;
    if (!client.savepoint) return prepared;
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (...given: unknown[]) => {
      const result = await execute(...given);
      const [me] = await client.unsafe('select pg_current_xact_id()::text as id');
      const log = logs.get(me!.id) ?? [];
      logs.set(me!.id, log);
      const taken = (await client.unsafe(look)).map((row) => row.lock as Lock);
      // The rows of one statement come in their order on disk here, but statements lock rows by number.
      taken.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      for (const lock of taken) {
        if (!log.includes(lock) && (before.has(lock) || lock.startsWith('advisory'))) log.push(lock);
      }
      return result;
    };
    return prepared;
  };
  try {
    await work();
  } finally {
    prototype.prepareQuery = original;
  }
  return [...logs.values()];
}

/** Returns the pairs of locks that two of these transactions take in opposite orders, so that they can deadlock. */
export function oppositePairs(transactions: readonly (readonly Lock[])[]): string[] {
  const first = new Map<string, number>();
  const found = new Set<string>();
  for (const [index, locks] of transactions.entries()) {
    for (const [i, earlier] of locks.entries()) {
      for (const later of locks.slice(i + 1)) {
        first.set(`${earlier} → ${later}`, index);
        if (first.has(`${later} → ${earlier}`)) found.add([earlier, later].sort().join(' ⇄ '));
      }
    }
  }
  return [...found];
}
