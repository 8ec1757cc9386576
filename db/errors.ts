/** What went wrong, as far as the database can say. Its message is never passed on: it holds SQL and parameters. */
export type DatabaseFault =
  | { kind: 'unavailable'; code: string }
  /** A lock was not to be had in time. */
  | { kind: 'busy' }
  /** The transaction lost against another one that runs at the same time, and may succeed when it is tried again. */
  | { kind: 'given up' }
  | { kind: 'duplicate'; constraint: string }
  | { kind: 'refused'; constraint: string };

const DRIVER_CODES = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

/** Reads the SQLSTATE (drizzle keeps it in `cause`); null when the error did not come from the database. */
export function databaseFault(error: unknown): DatabaseFault | null {
  for (let link: unknown = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth++) {
    const { code, constraint_name: constraint = '' } = link as Error & { code?: unknown; constraint_name?: string };
    if (typeof code !== 'string') continue;
    // 53: out of connections, memory or disk; 57P: shutting down or starting up; 57014: took too long.
    if (DRIVER_CODES.has(code) || /^(08|53|57P|57014)/.test(code)) return { kind: 'unavailable', code };
    if (code === '55P03') return { kind: 'busy' };
    if (/^(40001|40P01)$/.test(code)) return { kind: 'given up' };
    if (code === '23505') return { kind: 'duplicate', constraint };
    if (/^(22|23)/.test(code)) return { kind: 'refused', constraint };
  }
  return null;
}

/**
 * True for an error whose message holds SQL or what people typed. drizzle's own calls itself plain "Error", so it is
 * known by what it carries.
 */
export function tellsTheQuery(error: Error): boolean {
  return error.name === 'PostgresError' || 'query' in error || 'params' in error;
}
