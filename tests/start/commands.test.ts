import { spawn } from 'node:child_process';
import { requireSettings } from '@/scripts/start/environment';
import { newDataFolder, removeDataFolders } from './data-folder';

afterAll(removeDataFolders);

const SHARED = ['DATABASE_URL', 'SESSION_SECRET', 'APP_URL'] as const;

test.each([
  ['migrate', ['DATABASE_URL'], {}, 'DATABASE_URL: the built-in database is for npm start only'],
  ['web', SHARED, { DATABASE_URL: 'postgres://db/pdups' }, 'SESSION_SECRET: it is the same on every server'],
  ['web', SHARED, { DATABASE_URL: 'postgres://db/pdups', SESSION_SECRET: 'x' }, 'APP_URL: it is the address that'],
] as const)('npm run %s needs %s, and names the first one that is missing', (command, names, env, reason) => {
  expect(() => requireSettings(command, [...names], { NODE_ENV: 'test', ...env })).toThrow(
    `npm run ${command} needs ${reason}`,
  );
});

test('a command for several servers does not start its own database', async () => {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...others } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    env: { ...others, DATA_DIR: newDataFolder() } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complained = '';
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect([code, complained.trim()]).toEqual([
    1,
    'npm run worker needs DATABASE_URL: the built-in database is for npm start only (docs/operations.md).',
  ]);
});
