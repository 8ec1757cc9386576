import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setAccountLimits } from '../../db/account-limits';
import { migrate, newestMigration } from '../../db/migrate';
import { listDemoUsernames } from '../../db/queries/users';
import { loadDemoData } from '../../lib/demo/load-demo-data';
import { systemClock } from '../../lib/platform/clock';
import { database } from '../../lib/platform/database';
import { patiently } from '../../lib/platform/patience';
import type { Children } from './children';
import { checkAppAccount, checkDatabase, checkPrepared } from './database-checks';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres';
import type { Settings } from './settings';
import type { Shutdown } from './shutdown';
import { errorCode, StartError, whyNotWritable } from './start-errors';

type Options = {
  settings: Settings;
  children: Children;
  shutdown: Shutdown;
  say: (line: string) => void;
  onLost: (problem: StartError) => void;
  signal: AbortSignal;
  /** Whether to load the demo data that a new database of the product's own is due; absent: yes. */
  loadsDemo?: boolean;
};

const ONE_ACCOUNT =
  'The account of DATABASE_URL also owns the tables, so a hole in the product could change what is meant to stay. Set DATABASE_OWNER_URL to separate the two (docs/operations.md).';

/** Prepares a reachable, safe and current database. Sets DATABASE_URL and returns the names of its demo sign-ins. */
export async function prepareDatabase({
  settings,
  shutdown,
  loadsDemo = true,
  ...options
}: Options): Promise<string[]> {
  let embedded: EmbeddedPostgres | undefined;
  if (!settings.databaseUrl) {
    const starting = startEmbeddedPostgres({ dataDir: settings.dataDir, root: settings.root, ...options });
    shutdown.add(
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
  const named = embedded ? { ...settings, databaseUrl: embedded.url, databaseOwnerUrl: embedded.ownerUrl } : settings;
  await migrateNamedDatabase(named, options.say);
  connectDirectly(process.env, named);

  if (embedded && loadsDemo && existsSync(embedded.demoPending)) {
    options.say('Loading the demo data…');
    await loadDemoData(database(), systemClock);
    rmSync(embedded.demoPending, { force: true });
  }
  return patiently(() => listDemoUsernames(database()));
}

/** Checks the database that the settings name and migrates it, bypassing a connection pooler if there is one. */
export async function migrateNamedDatabase(settings: Settings, say: (line: string) => void): Promise<void> {
  const { databaseOwnerUrl: ownerUrl, databaseDirectUrl, databaseUrl, allowNoChecksums, root } = settings;
  const url = databaseDirectUrl ?? databaseUrl!;
  const setting = databaseDirectUrl ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL';
  await checkDatabase(ownerUrl ?? url, { allowNoChecksums, setting: ownerUrl ? 'DATABASE_OWNER_URL' : setting });
  if (!ownerUrl) say(ONE_ACCOUNT);
  await bringUpToDate(ownerUrl ?? url, root, ownerUrl && (await checkAppAccount(url, ownerUrl, setting)));
  if (databaseDirectUrl) await setAccountLimits(databaseDirectUrl);
}

/**
 * Lets this process bypass a connection pooler, because one that does jobs needs dedicated sessions. Removes the owner's
 * address from the environment, since nothing that is served needs it.
 */
export function connectDirectly(env: NodeJS.ProcessEnv, settings: Pick<Settings, 'databaseUrl' | 'databaseDirectUrl'>) {
  env.DATABASE_URL = settings.databaseDirectUrl ?? settings.databaseUrl!;
  delete env.DATABASE_DIRECT_URL;
  delete env.DATABASE_OWNER_URL;
}

/** Refuses a database that cannot be used as configured, or that `npm run migrate` has not prepared for this version. */
export async function requirePreparedDatabase(settings: Settings, use: 'pooled' | 'direct'): Promise<void> {
  const { databaseUrl, databaseDirectUrl, allowNoChecksums, root } = settings;
  const newest = newestMigration(path.join(root, 'drizzle'));
  if (use === 'direct' && databaseDirectUrl) {
    const setting = 'DATABASE_DIRECT_URL';
    return checkPrepared(databaseDirectUrl, { allowNoChecksums, setting, newest, pooled: false });
  }
  return checkPrepared(databaseUrl!, { allowNoChecksums, newest, pooled: databaseDirectUrl !== undefined });
}

async function bringUpToDate(url: string, root: string, app?: string): Promise<void> {
  try {
    await migrate(url, { folder: path.join(root, 'drizzle'), app });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const full = errorCode(error) === '53100' ? whyNotWritable(error, 'the database') : null;
    throw new StartError(
      full ??
        `The database could not be brought up to date (${cause instanceof Error ? cause.message : String(cause)}). Nothing of this step was kept. Undo the last change to the folder drizzle, or restore a backup (docs/operations.md).`,
      { cause: error },
    );
  }
}
