import { createHmac } from 'node:crypto';
import postgres from 'postgres';
import { errorCode } from './sentences';

const NAME = 'pdups';

/**
 * The application's database inside the embedded server, and an account for it that is no superuser: a hole in a
 * query must not reach the machine's files. Made, or made whole, when it cannot be opened.
 */
export async function openOwnDatabase(port: number, adminPassword: string): Promise<string> {
  const password = createHmac('sha256', adminPassword).update(NAME).digest('base64url');
  const url = `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`;
  const trouble = await tryOpen(url);
  if (trouble === null) return url;
  if (!['3D000', '28P01', '28000'].includes(errorCode(trouble) ?? '')) throw trouble;

  const sql = connect(`postgres://postgres:${adminPassword}@127.0.0.1:${port}/postgres`);
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${NAME}`;
    // Neither the name nor a base64url password needs quoting.
    await sql.unsafe(`${role ? 'alter' : 'create'} role ${NAME} login password '${password}'`);
    const [database] = await sql`select 1 from pg_database where datname = ${NAME}`;
    if (!database) await sql.unsafe(`create database ${NAME} owner ${NAME} template template0`);
  } finally {
    await sql.end({ timeout: 2 });
  }
  const stillTrouble = await tryOpen(url);
  if (stillTrouble) throw stillTrouble;
  return url;
}

async function tryOpen(url: string): Promise<unknown> {
  const sql = connect(url);
  try {
    await sql`select 1`;
    return null;
  } catch (error) {
    return error;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

function connect(url: string) {
  return postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { client_min_messages: 'error' },
  });
}
