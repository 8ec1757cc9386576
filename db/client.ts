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
    },
  });
  return drizzle(sql, { schema, casing: 'snake_case' });
}

export type Database = ReturnType<typeof connect>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a query runs on: the pool, or the transaction in hand. */
export type Queryable = Database | Transaction;
