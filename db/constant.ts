import { type SQL, sql } from 'drizzle-orm';

/**
 * Writes a number or truth of ours into a statement's text. Unlike a value, it is known to a plan that is kept: a limit of
 * twenty rows is then planned as one.
 */
export function constant(value: number | boolean): SQL {
  return sql.raw(String(value));
}
