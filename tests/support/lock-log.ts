import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';

/**
 * How strongly a row is locked: because another row refers to it (`for key share`), so that others do not change it (`for
 * share`), because it is changed (`for no key update`), or taken (`for update`), like an advisory lock.
 */
type Strength = 'referred' | 'shared' | 'changed' | 'taken';

/** Something that a transaction locked: a row of a table, or an advisory lock. */
export type Lock = { name: string; strength: Strength };

/** Two locks of a row exclude each other when these add up to more than 1. */
const WEIGHT: Record<Strength, number> = { referred: 0, shared: 0.5, changed: 1, taken: 2 };

type Client = postgres.Sql & { savepoint?: unknown };
type Prepared = { execute: (...args: unknown[]) => Promise<unknown> };
type Session = { client: Client };

/** Lists all tables that this connection reads, each with what names a row: its primary key. */
export async function tablesOf(db: { $client: postgres.Sql }): Promise<Record<string, string>> {
  const rows = await db.$client.unsafe(`
    select c.relname as name, string_agg(quote_ident(a.attname) || '::text', ' || ''/'' || ' order by a.attnum) as key
    from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and has_table_privilege(c.oid, 'select')
    group by c.relname order by c.relname`);
  return Object.fromEntries(rows.map(({ name, key }) => [name as string, key as string]));
}

/**
 * Logs what transactions lock, in order, while `work` runs. After each statement, the transaction itself is asked which
 * rows carry its mark: those it updated, locked or refers to. Rows that it inserted are left out, because nobody else
 * can wait for them. A row that is changed after it was referred to is in the log twice.
 * @param tables the tables whose rows are checked, each with its primary key; small ones, because all rows are read
 * @param work gets a function that adds the rows that exist by now to those that others can wait for
 * @returns the locks of each transaction
 */
export async function loggedLocks(
  db: { $client: postgres.Sql },
  tables: Readonly<Record<string, string>>,
  work: (note: () => Promise<void>) => Promise<unknown>,
): Promise<Lock[][]> {
  const before = new Set<string>();
  const note = async () => {
    for (const [table, key] of Object.entries(tables)) {
      for (const row of await db.$client.unsafe(`select ${key} as key from ${table}`))
        before.add(`${table} ${row.key}`);
    }
  };
  await note();
  const marked = Object.entries(tables)
    .map(
      ([table, key]) =>
        `select '${table} ' || ${key} as name, xmin = me.xid as changed from ${table}, me where xmin = me.xid or xmax = me.xid`,
    )
    .join(' union all ');
  const look = `with me as materialized (select pg_current_xact_id()::xid as xid) ${marked}
    union all select 'advisory ' || classid || ' ' || objid, false
    from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`;

  const logs = new Map<string, Lock[]>();
  const prototype = PostgresJsSession.prototype as unknown as Session & {
    prepareQuery: (query: { sql: string }, ...args: unknown[]) => Prepared;
  };
  const original = prototype.prepareQuery;
  prototype.prepareQuery = function (this: Session, query, ...args) {
    const prepared = original.call(this, query, ...args);
    const { client } = this;
    if (!client.savepoint) return prepared;
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (...given: unknown[]) => {
      const result = await execute(...given);
      const [me] = await client.unsafe('select pg_current_xact_id()::text as id');
      const log = logs.get(me!.id) ?? [];
      logs.set(me!.id, log);
      const rows = await client.unsafe(look);
      // The rows of one statement come in their order on disk here, but statements lock rows by number.
      const found = rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
      for (const { name, changed } of found) {
        if (!before.has(name) && !name.startsWith('advisory')) continue;
        const known = log.findLast((lock) => lock.name === name);
        if (!known) log.push({ name, strength: strengthOf(name, changed, query.sql) });
        else if (changed && WEIGHT[known.strength] < WEIGHT.changed) log.push({ name, strength: 'changed' });
      }
      return result;
    };
    return prepared;
  };
  try {
    await work(note);
  } finally {
    prototype.prepareQuery = original;
  }
  return [...logs.values()];
}

/** Returns how strongly the statement that was just done locks a row that carries its transaction's mark. */
function strengthOf(name: string, changed: boolean, statement: string): Strength {
  if (name.startsWith('advisory') || /\bfor update\b/i.test(statement)) return 'taken';
  if (changed || /\bfor no key update\b/i.test(statement)) return 'changed';
  return /\bfor share\b/i.test(statement) ? 'shared' : 'referred';
}

/** Returns whether a transaction waits for such a lock while another one has such a lock of the same thing. */
const exclude = (one: Strength, other: Strength) => WEIGHT[one] + WEIGHT[other] > 1;

/** Returns the pairs of locks that two of these transactions take in opposite orders, so that they can deadlock. */
export function oppositePairs(transactions: readonly (readonly Lock[])[]): string[] {
  const first = new Map<string, [Lock, Lock][]>();
  const found = new Set<string>();
  for (const locks of transactions) {
    for (const [i, earlier] of locks.entries()) {
      for (const later of locks.slice(i + 1)) {
        if (earlier.name === later.name) continue;
        const key = `${earlier.name} → ${later.name}`;
        first.set(key, [...(first.get(key) ?? []), [earlier, later]]);
        for (const [theirs, wanted] of first.get(`${later.name} → ${earlier.name}`) ?? []) {
          if (exclude(earlier.strength, wanted.strength) && exclude(later.strength, theirs.strength)) {
            found.add([earlier.name, later.name].sort().join(' ⇄ '));
          }
        }
      }
    }
  }
  return [...found];
}
