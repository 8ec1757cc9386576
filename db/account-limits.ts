import { sql } from 'drizzle-orm';
import { connect, SESSION_LIMITS } from './client';

/**
 * Gives the account the limits that its sessions otherwise set when they begin, because they cannot set them through a
 * connection pooler.
 * @param url connects as that account, bypassing the pooler
 */
export async function setAccountLimits(url: string): Promise<void> {
  const db = connect(url, { max: 1 });
  try {
    const [row] = await db.execute<{ account: string; database: string }>(
      sql`select quote_ident(current_user) as account, quote_ident(current_database()) as database`,
    );
    const account = sql.raw(`${row!.account} in database ${row!.database}`);
    for (const [name, milliseconds] of Object.entries(SESSION_LIMITS)) {
      await db.execute(sql`alter role ${account} set ${sql.raw(`${name} = ${milliseconds}`)}`);
    }
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
