import { spawn } from 'node:child_process';
import { connect } from '@/db/client';
import { listDemoUsernames } from '@/db/queries/users';
import { users } from '@/db/schema';
import { startEmbeddedPostgres } from '@/scripts/start/postgres';
import { newDataFolder, removeDataFolders } from './data-folder';

const ROOT = process.cwd();
const dataDir = newDataFolder();

jest.setTimeout(90_000);
afterAll(removeDataFolders);

/** Runs the command the way people do. */
function loadDemo(
  settings: Record<string, string> = {},
): Promise<{ code: number | null; said: string; complained: string }> {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|DATABASE_OWNER_URL|HOST|NODE_ENV)$/.test(name),
  );
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], {
    cwd: ROOT,
    env: { ...Object.fromEntries(others), DATA_DIR: dataDir, ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, complained })));
}

test('a database that cannot be used is explained in the words of a start', async () => {
  const { code, complained } = await loadDemo({ DATABASE_URL: 'postgres://pdups:secret@127.0.0.1:1/pdups' });
  expect(code).toBe(1);
  expect(complained).toContain('The database "pdups" on 127.0.0.1:1 cannot be reached (ECONNREFUSED). Check that');
});

test('demo data is loaded while nothing runs, once, no matter how often it is requested, and never among real users', async () => {
  const first = await loadDemo({ HOST: '0.0.0.0' });
  expect([first.code, first.complained]).toEqual([0, '']);
  expect(first.said).toContain('The demo data is loaded. Sign in as jdoe');
  expect(first.said).toContain('with HOST=0.0.0.0 the product answers other machines, too');
  const second = await loadDemo();
  expect([second.code, second.complained]).toEqual([0, '']);
  expect(second.said).toContain('The demo data was loaded before. Nothing was changed.');
  expect(second.said).toContain('it then answers only on this machine');
  const server = await startEmbeddedPostgres({ dataDir, root: ROOT });
  const db = connect(server.url, { max: 1 });
  try {
    expect(await listDemoUsernames(db)).toEqual(
      expect.arrayContaining(['apierre', 'cadmin', 'jdoe', 'mlopez', 'rstaff']),
    );
    await db.update(users).set({ demo: false });
  } finally {
    await db.$client.end({ timeout: 2 });
    await server.stop();
  }
  const third = await loadDemo();
  expect([third.code, third.said]).toEqual([1, '']);
  expect(third.complained).toContain('This database has users of its own, so the demo data was not loaded');
});
