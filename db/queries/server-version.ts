import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';

/** Returns PostgreSQL's version, such as "18.4". */
export async function findServerVersion(db: Queryable): Promise<string> {
  const [row] = await db.execute<{ version: string }>(sql`select current_setting('server_version') as version`);
  return row!.version;
}
