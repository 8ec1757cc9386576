import { sql } from 'drizzle-orm';
import { database } from './database';

/** @throws when the database does not answer a trivial query; a frozen one does not answer at all */
export async function checkDatabaseAnswers(): Promise<void> {
  await database().execute(sql`select 1`);
}
