import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withoutWaitingForDisk } from './database';
import { serverOf } from './product-database';
import { testRun } from './test-run';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Starts the product the way people do, on a new data folder and any free port, with its demo data. */
export default async function startProduct(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-e2e-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: ROOT,
    env: ownEnvironment({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', WEBHOOKS_TO_LOOPBACK: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  testRun.product = {
    dataDir,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  process.env.E2E_URL = await addressOf(child);
  process.env.E2E_DATA_DIR = dataDir;
  const { port, password } = serverOf(dataDir);
  await withoutWaitingForDisk(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
}

/** Removes the settings of the person running the tests, which could lead the product to their database. */
function ownEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|DATABASE_OWNER_URL|APP_URL|HOST|NODE_ENV)$/.test(name),
  );
  return { ...Object.fromEntries(others), ...settings } as unknown as NodeJS.ProcessEnv;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /PDUPS is ready at (\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`The product did not start:\n${output}`)));
  });
}
