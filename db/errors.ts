import { types } from 'node:util';

/**
 * What went wrong, as far as the database can say. Its message is never passed on, because it contains SQL and parameters.
 */
export type DatabaseFault =
  /** `unsure`: the connection was lost during the commit, so the server may have committed. */
  | { kind: 'unavailable'; code: string; unsure: boolean }
  /** A lock was not available in time. */
  | { kind: 'busy' }
  /** The transaction lost a conflict with a concurrent one and may succeed on retry. */
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
  'ECONNABORTED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

/** Reads the SQLSTATE, which drizzle keeps in `cause`; returns null when the error did not come from the database. */
export function databaseFault(error: unknown): DatabaseFault | null {
  // Not `instanceof`: one of Node.js's own errors may come from a different realm.
  for (let link: unknown = error, depth = 0; types.isNativeError(link) && depth < 5; link = link.cause, depth++) {
    const { code, constraint_name: constraint = '' } = link as Error & { code?: unknown; constraint_name?: string };
    if (typeof code !== 'string') continue;
    // 53: out of connections, memory or disk; 57P: shutting down or starting up; 57014: took too long; 25P03 and 25P04: a
    // transaction was ended because it took too long.
    if (DRIVER_CODES.has(code) || /^(08|53|57P|57014|25P03|25P04)/.test(code)) {
      return { kind: 'unavailable', code, unsure: 'commit_unknown' in link };
    }
    if (code === '55P03') return { kind: 'busy' };
    if (/^(40001|40P01)$/.test(code)) return { kind: 'given up' };
    if (code === '23505') return { kind: 'duplicate', constraint };
    if (/^(22|23)/.test(code)) return { kind: 'refused', constraint };
  }
  return null;
}

/**
 * Returns true for an error whose message contains SQL or what people typed. drizzle names its own error just "Error", so it
 * is recognized by its properties.
 */
export function containsQuery(error: Error): boolean {
  return error.name === 'PostgresError' || 'query' in error || 'params' in error;
}
