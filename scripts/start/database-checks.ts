import postgres from 'postgres';
import { openSocket } from '../../db/open-socket';
import { errorCode, StartProblem } from './sentences';

/** Without these a crash or a full disk could lose what was acknowledged. */
const MUST_BE_ON = ['fsync', 'full_page_writes', 'synchronous_commit'];
const EXTENSIONS = ['pg_trgm', 'btree_gin'];

/** Refuses a database that cannot be reached, or that might lose data or lacks what the queries need. */
export async function checkDatabase(url: string, options: { allowNoChecksums: boolean }): Promise<void> {
  const place = describe(url);
  const sql = postgres(url, {
    max: 1,
    ...openSocket({ longestSilence: 15_000 }),
    connect_timeout: 5,
    onnotice: () => {},
    connection: { client_min_messages: 'error' },
  });
  try {
    await firstAnswer(sql);
    await checkSettings(sql, place, options.allowNoChecksums);
    await checkRights(sql, place);
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(whyNotReachable(error, place), { cause: error });
  } finally {
    await sql.end({ timeout: 2 }).catch(() => {});
  }
}

type Place = { host: string; database: string; user: string };

function describe(url: string): Place {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartProblem(
      'DATABASE_URL is not an address of a PostgreSQL database. It has the form postgres://name:password@host:5432/database.',
    );
  }
  const { host, pathname, username } = new URL(url);
  return {
    host: host || 'localhost',
    database: decodeURIComponent(pathname.slice(1)) || username || 'postgres',
    user: decodeURIComponent(username) || process.env.PGUSER || 'postgres',
  };
}

/** A server that is just starting is given a moment; one that is not there is not. */
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

async function checkSettings(sql: postgres.Sql, { host, database }: Place, allowNoChecksums: boolean): Promise<void> {
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, setting from pg_settings
    where name in ('server_version_num', 'server_version', 'data_checksums', 'server_encoding', ${sql.unsafe(
      MUST_BE_ON.map((name) => `'${name}'`).join(', '),
    )})`;
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  const where = `The database "${database}" on ${host}`;

  if (Number(settings.get('server_version_num')) < 140_000) {
    throw new StartProblem(
      `${where} runs PostgreSQL ${settings.get('server_version')}, which is too old. Upgrade it to 14 or later.`,
    );
  }
  const [{ standby } = { standby: false }] = await sql<{ standby: boolean }[]>`select pg_is_in_recovery() as standby`;
  if (standby) throw new StartProblem(`${where} is a read-only copy. Point DATABASE_URL at the primary server.`);
  if (settings.get('server_encoding') !== 'UTF8') {
    throw new StartProblem(
      `${where} stores text as ${settings.get('server_encoding')}, which cannot hold every name. Make it anew with: create database … encoding 'UTF8' template template0`,
    );
  }
  for (const name of MUST_BE_ON) {
    if (settings.get(name) !== 'off') continue;
    throw new StartProblem(
      `${where} has ${name} switched off, so a crash could lose saved events. Switch it on in its server's configuration, then start again.`,
    );
  }
  if (settings.get('data_checksums') !== 'on' && !allowNoChecksums) {
    throw new StartProblem(
      `${where} has no data checksums, so damage by a failing disk would go unnoticed. Stop its server and run pg_checksums --enable, or set ALLOW_NO_CHECKSUMS=1 to accept that.`,
    );
  }
}

async function checkRights(sql: postgres.Sql, { host, database, user }: Place): Promise<void> {
  const [rights] = await sql<{ schema: boolean; database: boolean }[]>`
    select has_schema_privilege('public', 'create') as schema,
           has_database_privilege(current_database(), 'create') as database`;
  if (!rights?.schema || !rights.database) {
    throw new StartProblem(
      `The account "${user}" may not create tables in the database "${database}" on ${host}. As its administrator run: alter database "${database}" owner to "${user}"`,
    );
  }
  const installed = await sql<{ extname: string }[]>`select extname from pg_extension`;
  for (const name of EXTENSIONS) {
    if (installed.some((row) => row.extname === name)) continue;
    const reason = await whyNotCreatable(sql, name);
    if (reason === null) continue;
    throw new StartProblem(
      `The database "${database}" on ${host} lacks the extension ${name}, and it could not be added (${reason}). Install PostgreSQL's contrib package on its server, and as its administrator run in that database: create extension ${name}`,
    );
  }
}

/** Tries it and takes it back: the migration is what really adds it. */
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

/** PostgreSQL's own message is never repeated here: it may hold parts of the address, and so the password. */
function whyNotReachable(error: unknown, { host, database, user }: Place): string {
  const code = errorCode(error);
  switch (code) {
    case '28P01':
      return `The database server ${host} does not accept the password of the account "${user}" (database "${database}"). Correct DATABASE_URL.`;
    case '28000':
      return `The database server ${host} does not let the account "${user}" into the database "${database}" from this machine. Check the name in DATABASE_URL and the server's pg_hba.conf; a server that asks for encryption needs ?sslmode=require.`;
    case '3D000':
      return `There is no database "${database}" on ${host}. As its administrator run: create database "${database}" owner "${user}". Or correct DATABASE_URL.`;
    case '42501':
      return `The account "${user}" has too few rights on the database "${database}" on ${host}. As its administrator run: alter database "${database}" owner to "${user}"`;
    case '53300':
      return `The database server ${host} has no free connection for "${database}". End other programs that use it, or raise its max_connections.`;
    case '57P03':
      return `The database server ${host} is still starting or stopping ("${database}"). Wait a moment, then start again.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no machine named ${host} (database "${database}"). Correct DATABASE_URL, or check the network.`;
    default:
      return `The database "${database}" on ${host} cannot be reached (${code ?? 'no answer'}). Check that it is running and that DATABASE_URL is right; without DATABASE_URL the product brings its own.`;
  }
}
