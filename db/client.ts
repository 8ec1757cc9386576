import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema';

type ConnectOptions = { max?: number };

/**
 * Opens a pool. Times as measured: with the driver's own back-off a restart of PostgreSQL stalls every request for
 * 20 s; with these it is over in under a second.
 */
export function connect(url: string, { max = 10 }: ConnectOptions = {}) {
  const sql = postgres(url, {
    max,
    connect_timeout: 3,
    idle_timeout: 600,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: {
      application_name: 'pdups',
      statement_timeout: 20_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 20_000,
      plan_cache_mode: 'force_custom_plan',
    },
  });
  return drizzle(keepingStatements(sql), { schema, casing: 'snake_case' });
}

/**
 * drizzle sends each query as unnamed text, which the server parses anew: two trips where a kept statement takes one.
 * Plans are still made for the values at hand (`plan_cache_mode`), because a provider may have ten events or
 * a hundred thousand.
 */
function keepingStatements(sql: postgres.Sql): postgres.Sql {
  const { unsafe } = sql;
  sql.unsafe = ((query: string, values: never[], options: object) =>
    unsafe(query, values, { prepare: values?.length > 0, ...options })) as typeof unsafe;
  return sql;
}

export type Database = ReturnType<typeof connect>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a query runs on: the pool, or the transaction in hand. */
export type Queryable = Database | Transaction;
