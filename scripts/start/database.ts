import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '../../db/migrate';
import { listDemoUsernames } from '../../db/queries/users';
import { loadDemoData } from '../../lib/demo/load-demo-data';
import { systemClock } from '../../lib/platform/clock';
import { database } from '../../lib/platform/database';
import type { Children } from './children';
import { checkDatabase } from './database-checks';
import type { Ending } from './ending';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres';
import { errorCode, StartProblem, whyNotWritable } from './sentences';
import type { Settings } from './settings';

type Options = {
  settings: Settings;
  children: Children;
  ending: Ending;
  say: (line: string) => void;
  onLost: (problem: StartProblem) => void;
  signal: AbortSignal;
};

/** A reachable, safe and current database. Sets DATABASE_URL and returns the names of its demo sign-ins. */
export async function prepareDatabase({ settings, ending, ...options }: Options): Promise<string[]> {
  let embedded: EmbeddedPostgres | undefined;
  if (!settings.databaseUrl) {
    const starting = startEmbeddedPostgres({ dataDir: settings.dataDir, root: settings.root, ...options });
    ending.add(
      'database',
      () =>
        starting.then(
          (server) => server.stop(),
          () => {},
        ),
      () => embedded?.force(),
    );
    embedded = await starting;
  }
  const url = settings.databaseUrl ?? embedded!.url;
  await checkDatabase(url, settings);
  await bringUpToDate(url, settings.root);
  process.env.DATABASE_URL = url;

  if (embedded && existsSync(embedded.demoPending)) {
    options.say('Loading the demo data…');
    await loadDemoData(database(), systemClock);
    rmSync(embedded.demoPending, { force: true });
  }
  return listDemoUsernames(database());
}

async function bringUpToDate(url: string, root: string): Promise<void> {
  try {
    await migrate(url, path.join(root, 'drizzle'));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const full = errorCode(error) === '53100' ? whyNotWritable(error, 'the database') : null;
    throw new StartProblem(
      full ??
        `The database could not be brought up to date (${cause instanceof Error ? cause.message : String(cause)}). Nothing of this step was kept. Undo the last change to the folder drizzle, or restore a backup (docs/operations.md).`,
      { cause: error },
    );
  }
}
