import { createHmac } from 'node:crypto';
import postgres from 'postgres';
import { patiently } from '../../lib/platform/patience';
import { errorCode } from './start-errors';

/** The name of the database, and of the account that the application connects as. */
const APP = 'pdups';
const OWNER = 'pdups_owner';
const NOT_WHOLE = 'NOT_WHOLE';
const NO_POWERS = 'nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls';

export type OwnDatabase = {
  /** Connects as the application's account, which may only read and write rows. */
  url: string;
  /** Connects as the account that owns the database and migrates it. */
  ownerUrl: string;
};

/** Returns the addresses of the application's database in an embedded server, whether or not it exists yet. */
export function ownDatabase(port: number, adminPassword: string): OwnDatabase {
  const as = (account: string) => address(port, account, passwordOf(account, adminPassword));
  return { url: as(APP), ownerUrl: as(OWNER) };
}

const passwordOf = (account: string, adminPassword: string) =>
  createHmac('sha256', adminPassword).update(account).digest('base64url');

const address = (port: number, account: string, password: string, database = APP) =>
  `postgres://${account}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Opens the application's database inside the embedded server. Creates or repairs the database and its two accounts when it
 * cannot be opened; neither account is a superuser (docs/decisions/database-roles.md).
 */
export async function openOwnDatabase(port: number, adminPassword: string): Promise<OwnDatabase> {
  const opened = ownDatabase(port, adminPassword);
  const trouble = await whyNotWhole(opened);
  if (trouble === null) return opened;
  if (!['3D000', '28P01', '28000', NOT_WHOLE].includes(errorCode(trouble) ?? '')) throw trouble;

  await onServer(address(port, 'postgres', adminPassword, 'postgres'), async (sql) => {
    for (const account of [APP, OWNER]) {
      const [role] = await sql`select 1 from pg_roles where rolname = ${account}`;
      // Neither the name nor a base64url password needs quoting.
      const verb = role ? 'alter' : 'create';
      await sql.unsafe(`${verb} role ${account} login ${NO_POWERS} password '${passwordOf(account, adminPassword)}'`);
    }
    const [database] = await sql`select 1 from pg_database where datname = ${APP}`;
    if (!database) await sql.unsafe(`create database ${APP} owner ${OWNER} template template0`);
  });
  await onServer(address(port, 'postgres', adminPassword), async (sql) => {
    // In data folders of earlier versions, the application's account owns everything; its ownership is transferred all at
    // once.
    await sql.unsafe(`reassign owned by ${APP} to ${OWNER}`);
    await refuseLargeObjects(sql);
  });
  const stillTrouble = await whyNotWhole(opened);
  if (stillTrouble) throw stillTrouble;
  return opened;
}

/**
 * Returns null when both accounts can connect, the database belongs to the owner and the rest is closed, else the error. A
 * server that was taken over may still be recovering from the loss of one of its processes.
 */
async function whyNotWhole(opened: OwnDatabase): Promise<unknown> {
  try {
    return await patiently(() => whyNotOwned(opened));
  } catch (error) {
    return error;
  }
}

async function whyNotOwned({ url, ownerUrl }: OwnDatabase): Promise<Error | null> {
  const [app] = await onServer(
    url,
    (sql) => sql`select not has_function_privilege('pg_catalog.lo_create(oid)', 'execute') as closed`,
  );
  const [owner] = await onServer(
    ownerUrl,
    (sql) => sql`select datdba = current_user::regrole as owned from pg_database where datname = current_database()`,
  );
  if (app?.closed && owner?.owned) return null;
  return Object.assign(new Error('the database is not whole'), { code: NOT_WHOLE });
}

/** Revokes access to large objects, which nothing here uses, from everyone but the administrator. */
export async function refuseLargeObjects(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    do $$
    declare one regprocedure;
    begin
      for one in select oid from pg_proc
        where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|loread$|lowrite$)'
      loop
        execute format('revoke execute on function %s from public', one);
      end loop;
    end $$`);
}

async function onServer<Result>(url: string, work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { client_min_messages: 'error' },
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
