import { runToTheEnd } from './command';
import { migrateNamedDatabase } from './database';
import { readEnvironment, requireSettings } from './environment';

/** Runs `npm run migrate`: migrates the database before the servers of a new version start. */
export function runMigrate(args: string[]): Promise<void> {
  return runToTheEnd(async ({ say }) => {
    const settings = await readEnvironment(args);
    requireSettings('migrate', ['DATABASE_URL']);
    await migrateNamedDatabase(settings, say);
    say('The database is up to date.');
  });
}
