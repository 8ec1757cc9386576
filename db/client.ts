import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { openSocket } from './open-socket';
import * as schema from './schema';

const OPTIONS = { schema, casing: 'snake_case' } as const;

type ConnectOptions = {
  max?: number;
  /** For statements that may take as long as they need: a silent server is then waited for. */
  patient?: boolean;
};

const STATEMENT_TIMEOUT_MS = 20_000;
/** A server that is there has answered by then, if only that the statement took too long. Ends idle connections, too. */
const LONGEST_SILENCE_MS = STATEMENT_TIMEOUT_MS + 5_000;

/**
 * Opens a pool. Times as measured: with the driver's own back-off a restart of PostgreSQL stalls every request for
 * 20 s; with these it is over in under a second.
 */
export function connect(url: string, { max = 10, patient = false }: ConnectOptions = {}): Database {
  const sql = postgres(url, {
    max,
    ...openSocket({ longestSilence: patient ? undefined : LONGEST_SILENCE_MS }),
    connect_timeout: 3,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: {
      application_name: 'pdups',
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 20_000,
    },
  });
  const db = drizzle(keepingStatements(sql), OPTIONS);
  fresh.set(db, drizzle(sql, OPTIONS));
  return db;
}

/** Statements with more values than this are inserts of many rows, each of its own length: not worth keeping. */
const MOST_VALUES_KEPT = 40;

/**
 * drizzle asks for each query to be sent as unnamed text, which the server parses and plans anew. Kept, a query by key
 * takes a third of the time.
 */
function keepingStatements(sql: postgres.Sql): postgres.Sql {
  const unsafe = ((query: string, values: never[], options: object) =>
    sql.unsafe(query, values, {
      ...options,
      prepare: values?.length > 0 && values.length <= MOST_VALUES_KEPT,
    })) as postgres.Sql['unsafe'];
  return new Proxy(sql, {
    get: (target, name) => (name === 'unsafe' ? unsafe : Reflect.get(target, name)),
  });
}

const fresh = new WeakMap<Queryable, Database>();

/**
 * For lists and searches: the same pool, each query planned for the values at hand, because a provider may have ten
 * events or a hundred thousand and a kept plan would be made for neither.
 */
export function freshPlans(db: Queryable): Queryable {
  return fresh.get(db) ?? db;
}

export type Database = ReturnType<typeof drizzle<typeof schema, postgres.Sql>>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a query runs on: the pool, or the transaction in hand. */
export type Queryable = Database | Transaction;

const prepared = new WeakMap<Queryable, Map<string, unknown>>();

/** A query that nearly every request asks: drizzle writes its text once for each pool and only fills in the values. */
export function preparedOnce<Prepared>(db: Queryable, name: string, prepare: () => Prepared): Prepared {
  const ofThisPool = prepared.get(db) ?? new Map<string, unknown>();
  prepared.set(db, ofThisPool);
  if (!ofThisPool.has(name)) ofThisPool.set(name, prepare());
  return ofThisPool.get(name) as Prepared;
}
