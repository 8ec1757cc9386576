import postgres from 'postgres';
import { openSocket } from '../../db/open-socket';
import { errorCode, StartError } from './start-errors';

/** Without these, a crash or a full disk could lose acknowledged data. */
const MUST_BE_ON = ['fsync', 'full_page_writes', 'synchronous_commit'];
const EXTENSIONS = ['pg_trgm', 'btree_gin'];

export type Setting = 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_DIRECT_URL';

/** What is wrong with a database; each kind has its own message. */
export type Fault = {
  kind:
    | 'unreachable'
    | 'version'
    | 'read-only'
    | 'encoding'
    | 'durability'
    | 'checksums'
    | 'rights'
    | 'extensions'
    | 'another database'
    | 'migrations'
    | 'clock'
    | 'prepared statements'
    | 'listen'
    | 'session locks'
    | 'limits';
  sentence: string;
};

type Options = { allowNoChecksums: boolean; setting?: Setting };

/**
 * Refuses a database that is unreachable, might lose data, or lacks what the queries need.
 * @param url connects as the account that creates the tables; `setting` is where it comes from
 */
export async function checkDatabase(
  url: string,
  { allowNoChecksums, setting = 'DATABASE_URL' }: Options,
): Promise<void> {
  await onDatabase(url, setting, async (sql, place) => {
    refuseFirst(await listServerFaults(sql, place, allowNoChecksums));
    refuseFirst(await listOwnerFaults(sql, place));
  });
}

/**
 * Refuses an application account that connects to a different database than its owner, or that could disable what keeps
 * certificates, counts and the log immutable.
 * @returns the account's name
 */
export async function checkAppAccount(
  url: string,
  ownerUrl: string,
  setting: Setting = 'DATABASE_URL',
): Promise<string> {
  return onDatabase(url, setting, async (sql, place) => {
    refuseFirst(await listAppFaults(sql, place, ownerUrl));
    return (await identityOf(sql)).account;
  });
}

/**
 * Refuses a database that might lose data, or that lacks a migration of this version.
 * @param newest identifies the last migration of this version
 * @param pooled whether the address may lead through a connection pooler
 */
export async function checkPrepared(
  url: string,
  { allowNoChecksums, setting = 'DATABASE_URL', newest, pooled }: Options & { newest: number; pooled: boolean },
): Promise<void> {
  await onDatabase(url, setting, async (sql, place) => {
    refuseFirst(await listServerFaults(sql, place, allowNoChecksums));
    refuseFirst(await listMigrationFaults(sql, place, newest));
    if (pooled) return;
    await onDatabase(url, setting, async (second) => {
      if (!(await sharesSessions(sql, second))) return;
      throw new StartError(
        `${setting} leads to the database "${place.database}" on ${place.host} through a connection pooler that changes sessions between transactions. ${
          setting === 'DATABASE_URL'
            ? 'Set DATABASE_DIRECT_URL to the same database and account past the pooler.'
            : 'Let it name the database server itself.'
        }`,
      );
    });
  });
}

/**
 * Returns whether two connections get each other's sessions, as through a connection pooler such as PgBouncer that assigns a
 * session to each transaction. A pooler that assigns sessions in turn switches between two queries; one that assigns the
 * last used session gives the same one to both.
 */
export async function sharesSessions(first: postgres.Sql, second: postgres.Sql): Promise<boolean> {
  const seen = new Map<postgres.Sql, Set<number>>([first, second].map((sql) => [sql, new Set<number>()]));
  for (const sql of [first, first, second, first, second, second]) {
    const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    seen.get(sql)!.add(row!.pid);
  }
  const [atFirst, atSecond] = [seen.get(first)!, seen.get(second)!];
  return atFirst.size > 1 || atSecond.size > 1 || [...atFirst].some((pid) => atSecond.has(pid));
}

function refuseFirst([fault]: Fault[]): void {
  if (fault) throw new StartError(fault.sentence);
}

/** Lists what an application account is or may do beyond reading and writing rows. */
export async function listAppFaults(
  sql: postgres.Sql,
  { host, database, setting }: Place,
  ownerUrl: string,
): Promise<Fault[]> {
  const atOwner = await onDatabase(ownerUrl, 'DATABASE_OWNER_URL', identityOf);
  const { account, ...place } = await identityOf(sql);
  if (place.database !== atOwner.database || place.started !== atOwner.started) {
    const sentence = `${setting} and DATABASE_OWNER_URL lead to different databases. Both name the same one, with an account each.`;
    return [{ kind: 'another database', sentence }];
  }
  const [powers] = await sql<{ superuser: boolean; owns: boolean; creates: boolean }[]>`
    select rolsuper as superuser,
      pg_has_role(${atOwner.account}, 'member') or rolcreaterole or rolreplication or rolbypassrls as owns,
      has_schema_privilege('public', 'create') or has_database_privilege(current_database(), 'create') as creates
    from pg_roles where rolname = current_user`;
  if (powers?.superuser || powers?.owns) {
    const sentence = `The account "${account}" of ${setting} could change the tables of the database "${database}" on ${host}: it owns them, belongs to the account that does, or is an administrator. Make an account that is none of these, and name it in ${setting} (docs/operations.md).`;
    return [{ kind: 'rights', sentence }];
  }
  if (powers?.creates) {
    const sentence = `The account "${account}" of ${setting} may create tables in the database "${database}" on ${host}. As its administrator run in that database: revoke create on schema public from public, "${account}"; grant create on schema public to "${atOwner.account}"`;
    return [{ kind: 'rights', sentence }];
  }
  return [];
}

/** Lists whether the database lacks a migration of this version, or this account cannot check. */
export async function listMigrationFaults(
  sql: postgres.Sql,
  { host, database }: Place,
  newest: number,
): Promise<Fault[]> {
  const fault: Fault = {
    kind: 'migrations',
    sentence: `The database "${database}" on ${host} is not prepared for this version. Run npm run migrate with this version, and then this command again.`,
  };
  try {
    const [row] = await sql<{ applied: string | null }[]>`
      select max(created_at) as applied from drizzle.__drizzle_migrations`;
    return Number(row?.applied ?? 0) >= newest ? [] : [fault];
  } catch (error) {
    // The schema or table does not exist, or the account may not read it.
    if (['3F000', '42P01', '42501'].includes(errorCode(error) ?? '')) return [fault];
    throw error;
  }
}

/** Returns the account, and the database in a form that distinguishes it from every other one. */
async function identityOf(sql: postgres.Sql) {
  const [row] = await sql<{ account: string; database: string; started: string }[]>`
    select current_user as account, current_database() as database, pg_postmaster_start_time()::text as started`;
  return row!;
}

/**
 * Does the work on a separate connection, which may lead through a connection pooler.
 * @throws StartError when the database cannot be reached
 */
export async function onDatabase<Result>(
  url: string,
  setting: Setting,
  work: (sql: postgres.Sql, place: Place) => Promise<Result>,
  { prepare = false }: { prepare?: boolean } = {},
): Promise<Result> {
  const place = describe(url, setting);
  const sql = postgres(url, {
    max: 1,
    ...openSocket({ maxSilence: 15_000 }),
    connect_timeout: 5,
    onnotice: () => {},
    prepare,
  });
  try {
    await firstAnswer(sql);
    return await work(sql, place);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(whyNotReachable(error, place), { cause: error });
  } finally {
    await sql.end({ timeout: 2 }).catch(() => {});
  }
}

export type Place = { host: string; database: string; user: string; setting: Setting };

function describe(url: string, setting: Setting): Place {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartError(
      `${setting} is not an address of a PostgreSQL database. It has the form postgres://name:password@host:5432/database.`,
    );
  }
  const { host, pathname, username } = new URL(url);
  return {
    host: host || 'localhost',
    database: decodeURIComponent(pathname.slice(1)) || username || 'postgres',
    user: decodeURIComponent(username) || process.env.PGUSER || 'postgres',
    setting,
  };
}

/** Gives a server that is just starting a moment, but not one that is down. */
async function firstAnswer(sql: postgres.Sql): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (errorCode(error) !== '57P03' || attempt >= 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Lists what about the server could lose data or corrupt text. */
export async function listServerFaults(
  sql: postgres.Sql,
  { host, database, setting }: Place,
  allowNoChecksums: boolean,
): Promise<Fault[]> {
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, setting from pg_settings
    where name in ('server_version_num', 'server_version', 'data_checksums', 'server_encoding', ${sql.unsafe(
      MUST_BE_ON.map((name) => `'${name}'`).join(', '),
    )})`;
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  const [{ standby } = { standby: false }] = await sql<{ standby: boolean }[]>`select pg_is_in_recovery() as standby`;
  const where = `The database "${database}" on ${host}`;
  const faults: Fault[] = [];

  if (Number(settings.get('server_version_num')) < 140_000) {
    faults.push({
      kind: 'version',
      sentence: `${where} runs PostgreSQL ${settings.get('server_version')}, which is too old. Upgrade it to 14 or later.`,
    });
  }
  if (standby) {
    const sentence = `${where} is a read-only copy. Point ${setting} at the primary server.`;
    faults.push({ kind: 'read-only', sentence });
  }
  if (settings.get('server_encoding') !== 'UTF8') {
    faults.push({
      kind: 'encoding',
      sentence: `${where} stores text as ${settings.get('server_encoding')}, which can’t store every name. Recreate it with: create database … encoding 'UTF8' template template0`,
    });
  }
  for (const name of MUST_BE_ON) {
    if (settings.get(name) !== 'off') continue;
    faults.push({
      kind: 'durability',
      sentence: `${where} has ${name} switched off, so a crash could lose saved events. Switch it on in its server's configuration, then start again.`,
    });
  }
  if (settings.get('data_checksums') !== 'on' && !allowNoChecksums) {
    faults.push({
      kind: 'checksums',
      sentence: `${where} has no data checksums, so damage by a failing disk would go unnoticed. Stop its server and run pg_checksums --enable, or set ALLOW_NO_CHECKSUMS=1 to accept that.`,
    });
  }
  return faults;
}

/** Lists what prevents the owner's account from creating the tables and what they need. */
export async function listOwnerFaults(sql: postgres.Sql, { host, database, user }: Place): Promise<Fault[]> {
  const [rights] = await sql<{ schema: boolean; database: boolean }[]>`
    select has_schema_privilege('public', 'create') as schema,
           has_database_privilege(current_database(), 'create') as database`;
  if (!rights?.schema || !rights.database) {
    const sentence = `The account "${user}" may not create tables in the database "${database}" on ${host}. As its administrator run: alter database "${database}" owner to "${user}"`;
    return [{ kind: 'rights', sentence }];
  }
  const installed = await sql<{ extname: string }[]>`select extname from pg_extension`;
  const faults: Fault[] = [];
  for (const name of EXTENSIONS) {
    if (installed.some((row) => row.extname === name)) continue;
    const reason = await whyNotCreatable(sql, name);
    if (reason === null) continue;
    const sentence = `The database "${database}" on ${host} lacks the extension ${name}, and it could not be added (${reason}). Install PostgreSQL's contrib package on its server, and as its administrator run in that database: create extension ${name}`;
    faults.push({ kind: 'extensions', sentence });
  }
  return faults;
}

/** Tries to create it and rolls back; the migration is what really adds it. */
async function whyNotCreatable(sql: postgres.Sql, extension: string): Promise<string | null> {
  const takenBack = new Error('taken back');
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(`create extension ${extension}`);
      throw takenBack;
    });
  } catch (error) {
    if (error === takenBack) return null;
    if (error instanceof postgres.PostgresError) return error.message.split('\n')[0]!;
    throw error;
  }
  return null;
}

/** Never repeats PostgreSQL's own message, which may contain parts of the address, and so the password. */
function whyNotReachable(error: unknown, { host, database, user, setting }: Place): string {
  const code = errorCode(error);
  switch (code) {
    case '28P01':
      return `The database server ${host} does not accept the password of the account "${user}" (database "${database}"). Correct ${setting}.`;
    case '28000':
      return `The database server ${host} does not let the account "${user}" into the database "${database}" from this machine. Check the name in ${setting} and the server's pg_hba.conf; a server that asks for encryption needs ?sslmode=require.`;
    case '3D000':
      return `There is no database "${database}" on ${host}. As its administrator run: create database "${database}" owner "${user}". Or correct ${setting}.`;
    case '42501':
      return `The account "${user}" has too few rights on the database "${database}" on ${host}. As its administrator run: alter database "${database}" owner to "${user}"`;
    case '53300':
      return `The database server ${host} has no free connection for "${database}". End other programs that use it, or raise its max_connections.`;
    case '57P03':
      return `The database server ${host} is still starting or stopping ("${database}"). Wait a moment, then start again.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no machine named ${host} (database "${database}"). Correct ${setting}, or check the network.`;
    default:
      return `The database "${database}" on ${host} cannot be reached (${code ?? 'no answer'}). Check that it is running and that ${setting} is right; without DATABASE_URL the product brings its own.`;
  }
}
