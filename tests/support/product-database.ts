import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connect, type Database } from '@/db/client';
import { clusterPlaces } from '@/scripts/start/cluster';
import { ownDatabase } from '@/scripts/start/own-database';

/** Returns where the product with this data folder has its PostgreSQL, and the password of the account that may do everything. */
export function serverOf(dataDir: string): { port: number; password: string } {
  const places = clusterPlaces(dataDir);
  // The fourth line of PostgreSQL's own file is its port.
  const port = Number(readFileSync(path.join(places.data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  return { port, password: readFileSync(places.password, 'utf8').trim() };
}

/** Connects to the database of the product that the end-to-end tests visit, for what no page can prepare. */
export async function productDatabase(): Promise<Database> {
  const { port, password } = serverOf(process.env.E2E_DATA_DIR!);
  return connect(ownDatabase(port, password).url, { max: 2 });
}
