import path from 'node:path';
import { parseArgs } from 'node:util';
import { newestMigration } from '../../db/migrate';
import {
  type Fault,
  listAppFaults,
  listMigrationFaults,
  listOwnerFaults,
  listServerFaults,
  onDatabase,
  type Setting,
} from '../start/database-checks';
import { ROOT } from '../start/environment';
import { loadEnvFile, readSettings, type Settings } from '../start/settings';
import { errorCode, StartError } from '../start/start-errors';
import { listClockFaults, listLimitFaults, listSessionFaults } from './probes';

/** The exit code for each kind of fault; 1 is for a mistake in the command or the settings. */
export const EXIT_CODES: Record<Fault['kind'], number> = {
  unreachable: 10,
  version: 11,
  'read-only': 12,
  encoding: 13,
  durability: 14,
  checksums: 15,
  extensions: 16,
  rights: 17,
  'another database': 18,
  migrations: 19,
  clock: 20,
  'prepared statements': 21,
  listen: 22,
  'session locks': 23,
  limits: 24,
};

const HELP = `npm run doctor [-- <address of a database>]

Says what the databases of DATABASE_URL, DATABASE_DIRECT_URL and DATABASE_OWNER_URL, or the one of the address, cannot do.
It changes nothing. The exit code is 0 when nothing is missing, 1 for a mistake in the command or the settings, and else
that of the first thing that is missing:

${Object.entries(EXIT_CODES)
  .map(([kind, code]) => `  ${code}  ${kind}`)
  .join('\n')}`;

/** Runs `npm run doctor`: reports what the addresses of the database cannot do. Returns the exit code. */
export async function examineAtTerminal(args: string[]): Promise<number> {
  try {
    const { values, positionals } = readOptions(args);
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    loadEnvFile(ROOT);
    const env = positionals[0] === undefined ? process.env : { ...process.env, ...onlyAddress(positionals[0]) };
    return await examine(readSettings(env, ROOT));
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.sentence);
    return 1;
  }
}

function readOptions(args: string[]) {
  try {
    const options = parseArgs({ args, options: { help: { type: 'boolean' } }, allowPositionals: true });
    if (options.positionals.length <= 1) return options;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('\n')[0]} See npm run doctor -- --help.`);
  }
  throw new StartError('It examines one address at a time. See npm run doctor -- --help.');
}

const onlyAddress = (url: string) => ({ DATABASE_URL: url, DATABASE_DIRECT_URL: '', DATABASE_OWNER_URL: '' });

async function examine(settings: Settings): Promise<number> {
  const { databaseUrl, databaseDirectUrl, databaseOwnerUrl } = settings;
  if (!databaseUrl) {
    throw new StartError('DATABASE_URL is not set: npm start brings its own database, which needs no doctor.');
  }
  const faults: Fault[] = [];
  const addresses: [Setting, string | undefined][] = [
    ['DATABASE_URL', databaseUrl],
    ['DATABASE_DIRECT_URL', databaseDirectUrl],
    ['DATABASE_OWNER_URL', databaseOwnerUrl],
  ];
  for (const [setting, url] of addresses) {
    if (!url) continue;
    const found = await listFaults(setting, url, settings);
    console.log(`${setting}: ${found.length === 0 ? 'nothing is missing.' : ''}`.trimEnd());
    for (const { sentence } of found) console.log(`  ${sentence}`);
    faults.push(...found);
  }
  return faults[0] ? EXIT_CODES[faults[0].kind] : 0;
}

/** Lists what the product needs from this address that it cannot do. */
async function listFaults(setting: Setting, url: string, settings: Settings): Promise<Fault[]> {
  const { allowNoChecksums, databaseOwnerUrl, databaseDirectUrl } = settings;
  const isPooled = setting === 'DATABASE_URL' && databaseDirectUrl !== undefined;
  try {
    const faults = await onDatabase(url, setting, async (sql, place) => {
      const migrations = await listMigrationFaults(sql, place, newestMigration(path.join(ROOT, 'drizzle')));
      const isOwner = setting === 'DATABASE_OWNER_URL' || (!databaseOwnerUrl && migrations.length > 0);
      return [
        ...(await listServerFaults(sql, place, allowNoChecksums)),
        ...(isOwner ? await listOwnerFaults(sql, place) : []),
        ...(databaseOwnerUrl && setting !== 'DATABASE_OWNER_URL'
          ? await listAppFaults(sql, place, databaseOwnerUrl)
          : []),
        ...migrations,
        ...(await listClockFaults(sql, place)),
        ...(isPooled ? await listLimitFaults(sql, place) : []),
      ];
    });
    return isPooled ? faults : [...faults, ...(await listSessionFaults(url, setting))];
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    // A malformed address has no cause; it is a mistake in the settings.
    if (errorCode(error) === undefined && error.cause === undefined) throw error;
    return [{ kind: 'unreachable', sentence: error.sentence }];
  }
}
