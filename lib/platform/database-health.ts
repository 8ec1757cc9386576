import { sql } from 'drizzle-orm';
import { database } from './database';
import { inTime } from './in-time';

/** Whoever asks after our health does not wait much longer (choice). */
const LONGEST_MS = 5_000;

/** @throws when the database does not answer a trivial question, or not in time */
export async function checkDatabaseAnswers(): Promise<void> {
  await inTime(database().execute(sql`select 1`), LONGEST_MS);
}
