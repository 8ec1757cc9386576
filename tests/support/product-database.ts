import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connect, type Database } from '@/db/client';
import { clusterPlaces } from '@/scripts/start/cluster';
import { ownDatabase } from '@/scripts/start/own-database';

/** Connects to the database of the product that the end-to-end tests visit, for what no page can prepare. */
export async function productDatabase(): Promise<Database> {
  const places = clusterPlaces(process.env.E2E_DATA_DIR!);
  // The fourth line of PostgreSQL's own file is its port.
  const port = Number(readFileSync(path.join(places.data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const { url } = ownDatabase(port, readFileSync(places.password, 'utf8').trim());
  return connect(url, { max: 2 });
}
