import { spawn } from 'node:child_process';
import { connect } from '@/db/client';
import { listDemoUsernames } from '@/db/queries/users';
import { startEmbeddedPostgres } from '@/scripts/start/postgres';
import { newDataFolder, removeDataFolders } from './data-folder';

const ROOT = process.cwd();
const dataDir = newDataFolder();

jest.setTimeout(90_000);
afterAll(removeDataFolders);

/** Runs the command the way people do. */
function loadDemo(settings: Record<string, string> = {}): Promise<{ code: number | null; complained: string }> {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|DATABASE_OWNER_URL|NODE_ENV)$/.test(name),
  );
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], {
    cwd: ROOT,
    env: { ...Object.fromEntries(others), DATA_DIR: dataDir, ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complained = '';
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, complained })));
}

test('a database that cannot be used is explained in the words of a start', async () => {
  const { code, complained } = await loadDemo({ DATABASE_URL: 'postgres://pdups:secret@127.0.0.1:1/pdups' });
  expect(code).toBe(1);
  expect(complained).toContain('The database "pdups" on 127.0.0.1:1 cannot be reached (ECONNREFUSED). Check that');
});

test('demo data is loaded while nothing runs, once, no matter how often it is requested', async () => {
  expect(await loadDemo()).toEqual({ code: 0, complained: '' });
  expect(await loadDemo()).toEqual({ code: 0, complained: '' });
  const server = await startEmbeddedPostgres({ dataDir, root: ROOT });
  const db = connect(server.url, { max: 1 });
  try {
    expect(await listDemoUsernames(db)).toEqual(
      expect.arrayContaining(['apierre', 'cadmin', 'jdoe', 'mlopez', 'rstaff']),
    );
  } finally {
    await db.$client.end({ timeout: 2 });
    await server.stop();
  }
});
