import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { whyDriverUnpatched } from '../../db/driver';
import { systemClock } from '../../lib/platform/clock';
import { servedAs } from '../../lib/platform/served-as';
import { sessionSecret } from './secret';
import { loadEnvFile, readSettings, type Settings } from './settings';
import { StartError, writing } from './start-errors';

/** The folder of the project. */
export const ROOT = path.resolve(__dirname, '../..');

/** Reads the settings of a command, from the environment and the file `.env`, and makes the data folder. */
export async function readEnvironment(args: string[], known: { dev?: boolean } = {}): Promise<Settings> {
  const unpatched = whyDriverUnpatched();
  if (unpatched) throw new StartError(unpatched);
  const unknown = known.dev ? undefined : args[0];
  if (unknown) throw new StartError(`"${unknown}" is not an option of this command. It has none.`);
  loadEnvFile(ROOT);
  const settings = readSettings(process.env, ROOT, args);
  const { dataDir, dev } = settings;
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  // Others may traverse it, because as root PostgreSQL runs as a different account; they can open nothing in it.
  await writing(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 }));
  return settings;
}

/**
 * Sets the environment variables that the rest of the product reads.
 * @param address where the product is reached when APP_URL is not set
 */
export async function applySettings(settings: Settings, address: string): Promise<void> {
  const { dataDir } = settings;
  const secret = await writing(dataDir, () => sessionSecret(process.env, path.join(dataDir, 'secret')));
  process.env.SESSION_SECRET = secret;
  process.env.NEXTAUTH_SECRET = secret;
  process.env.APP_URL = settings.appUrl?.origin ?? address;
  process.env.NEXTAUTH_URL = process.env.APP_URL;
  process.env.DATA_DIR = dataDir;
  Object.assign(servedAs, {
    ownDatabase: settings.databaseUrl === undefined,
    trustProxy: settings.trustProxy,
    startedAt: systemClock.now(),
  });
}

const WHY_NEEDED = {
  DATABASE_URL: 'the built-in database is for npm start only',
  SESSION_SECRET: 'it is the same on every server, so that a sign-in at one counts at the others',
  APP_URL: 'it is the address that people type, which leads to your proxy',
};

/**
 * Refuses a command for several servers that lacks what they share.
 * @throws StartError with the first setting that is missing, and why it is needed
 */
export function requireSettings(
  command: string,
  names: (keyof typeof WHY_NEEDED)[],
  env: NodeJS.ProcessEnv = process.env,
): void {
  const missing = names.find((name) => !env[name]?.trim());
  if (missing) {
    throw new StartError(`npm run ${command} needs ${missing}: ${WHY_NEEDED[missing]} (docs/operations.md).`);
  }
}
