import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { whyDriverUnpatched } from './driver';
import { openSocket } from './open-socket';
import * as schema from './schema';

const OPTIONS = { schema, casing: 'snake_case' } as const;

type ConnectOptions = {
  max?: number;
  /** For statements that may take as long as they need: the client then waits for a silent server. */
  patient?: boolean;
  /** For a connection that keeps session state, such as advisory locks. */
  session?: { name: string; onClose: () => void };
  /**
   * For an address behind a connection pooler such as PgBouncer, which gives each transaction a different session: no
   * prepared statements, and no session settings, which the pooler would refuse. The account has those settings instead
   * (account-limits.ts).
   */
  pooled?: boolean;
};

/** The server notices a client that vanished without closing its connection (a power cut) after 5 + 2 × 3 s. */
const NOTICED_SOON = { tcp_keepalives_idle: 5, tcp_keepalives_interval: 3, tcp_keepalives_count: 2 };

/** Limits for every session, in milliseconds. */
export const SESSION_LIMITS = {
  statement_timeout: 20_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 20_000,
};
/** A live server has answered by then, if only to say that the statement took too long. Ends idle connections, too. */
const MAX_SILENCE_MS = SESSION_LIMITS.statement_timeout + 5_000;

/**
 * Opens a pool. These times were measured: with the driver's default back-off, a PostgreSQL restart stalls every request for
 * 20 s; with these, the stall is under a second.
 */
export function connect(
  url: string,
  { max = 10, patient = false, pooled = false, session }: ConnectOptions = {},
): Database {
  const unpatched = whyDriverUnpatched();
  if (unpatched) throw new Error(unpatched);
  const sql = postgres(url, {
    max,
    ...openSocket({ maxSilence: patient ? undefined : MAX_SILENCE_MS }),
    connect_timeout: patient ? 15 : 3,
    backoff: () => 0.2,
    onnotice: () => {},
    // By default, the driver replaces each connection once in a while.
    ...(session && { max_lifetime: null, onclose: session.onClose }),
    prepare: !pooled,
    connection: {
      application_name: session?.name ?? 'pdups',
      ...(session && NOTICED_SOON),
      ...(pooled ? {} : SESSION_LIMITS),
    },
  });
  return drizzle(pooled ? sql : keepingStatements(sql), OPTIONS);
}

/**
 * Statements with more values than this are inserts of many rows, each of a different length: not worth keeping prepared.
 */
const MAX_VALUES_KEPT = 40;

/** The driver's own client of each one that keeps statements. */
const plainClients = new WeakMap<object, PlainClient>();

/**
 * Keeps queries prepared, in transactions, too: drizzle sends each query as unnamed text, which the server parses and plans
 * every time, and for which the driver asks twice: first for the types of the values. Prepared, a query by key takes a
 * third of the time.
 */
function keepingStatements<Client extends postgres.Sql | postgres.TransactionSql>(
  sql: Client,
  maxValues = MAX_VALUES_KEPT,
): Client {
  const own: Record<PropertyKey, unknown> = {
    unsafe: (query: string, values: never[], options: object) =>
      sql.unsafe(query, values, { ...options, prepare: values?.length > 0 && values.length <= maxValues }),
    begin: (within: Within) => (sql as postgres.Sql).begin((tx) => within(keepingStatements(tx, maxValues))),
    savepoint: (within: Within) =>
      (sql as postgres.TransactionSql).savepoint((tx) => within(keepingStatements(tx, maxValues))),
  };
  const kept = new Proxy(sql, {
    get: (target, name) => (name in target && Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name)),
  });
  plainClients.set(kept, sql);
  return kept;
}

type Within = (tx: postgres.TransactionSql) => Promise<unknown>;

type PlainClient = postgres.Sql | postgres.TransactionSql;

/** Returns a function that gives the same pool or transaction with another client made from the driver's own. */
function withOtherClient(make: (plain: PlainClient) => PlainClient): (db: Queryable) => Queryable {
  const others = new WeakMap<Queryable, Queryable>();
  return (db) => {
    const known = others.get(db);
    if (known) return known;
    // Drizzle takes the client of a query from the session of what the query was built with.
    const { session } = db as unknown as { session: { client: object } };
    const plain = plainClients.get(session.client);
    const other: Queryable = plain
      ? Object.create(db, { session: { value: Object.create(session, { client: { value: make(plain) } }) } })
      : db;
    others.set(db, other);
    return other;
  };
}

/**
 * Returns the same pool or transaction for lists and searches, with each query planned for its actual values: a provider may
 * have ten events or a hundred thousand, and a kept plan would fit neither.
 */
export const freshPlans = withOtherClient((plain) => plain);

/** Returns the same pool or transaction for a statement that is kept prepared however many values it has. */
export const keptPlans = withOtherClient((plain) => keepingStatements(plain, Number.POSITIVE_INFINITY));

export type Database = ReturnType<typeof drizzle<typeof schema, postgres.Sql>>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a query runs on: the pool, or the current transaction. */
export type Queryable = Database | Transaction;

const prepared = new WeakMap<Queryable, Map<string, unknown>>();

/**
 * Prepares a query that nearly every request runs: drizzle builds its text once for each pool and only fills in the values.
 */
export function preparedOnce<Prepared>(db: Queryable, name: string, prepare: () => Prepared): Prepared {
  const ofThisPool = prepared.get(db) ?? new Map<string, unknown>();
  prepared.set(db, ofThisPool);
  if (!ofThisPool.has(name)) ofThisPool.set(name, prepare());
  return ofThisPool.get(name) as Prepared;
}
