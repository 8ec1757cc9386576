import type { Pool } from 'pg';
import { workerUrl } from './worker-url';

type PoolOptions = {
  /** Whether our own connection to this database is encrypted. */
  encrypted: boolean;
  max: number;
  /** Called for each connection that broke while idle; the next query opens another. */
  onBroken: (error: Error) => void;
};

/** Opens the pool of graphile-worker, which has its own driver. */
export async function openWorkerPool(url: string, { encrypted, max, onBroken }: PoolOptions): Promise<Pool> {
  const { Pool } = await import('pg');
  const pool = new Pool({ connectionString: workerUrl(url, encrypted), max });
  // Without a listener, each of these would end the process.
  pool.on('error', onBroken);
  pool.on('connect', (client) => client.on('error', onBroken));
  return pool;
}
