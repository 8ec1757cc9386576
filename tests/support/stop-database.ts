import { rmSync } from 'node:fs';
import { testRun } from './test-run';

export default async function stopDatabase(): Promise<void> {
  const { database } = testRun;
  if (!database) return;
  await database.stop();
  rmSync(database.dataDir, { recursive: true, force: true });
}
