import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfChanged } from '../start/build';
import { Children } from '../start/children';

export const DIST_DIR = '.next-bench';
/** A file that the server sends unchanged from disk, the same size as the certificate it is compared with. */
export const STATIC_FILE = '/_next/static/bench/file.pdf';

export type BenchServer = { origin: string; pid: number; stop(): Promise<void> };

/** Makes the product's production build with the bench's pages in it, next to the product's own build. */
export async function buildBench(root: string, say: (line: string) => void): Promise<void> {
  // Next.js records the types of each build folder in this file; the bench restores it.
  const config = path.join(root, 'tsconfig.json');
  const kept = readFileSync(config);
  Object.assign(process.env, { NEXT_DIST_DIR: DIST_DIR, BENCH: '1' });
  const children = new Children();
  try {
    await buildIfChanged({ root, children, say, onStart: () => {} });
  } finally {
    await children.end();
    writeFileSync(config, kept);
  }
}

export function putStaticFile(root: string, bytes: number): void {
  const file = path.join(root, DIST_DIR, 'static/bench/file.pdf');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, randomBytes(bytes));
}

/** Starts the product as `npm start` does, on the bench's build and database. */
export async function serve(root: string, env: Record<string, string>): Promise<BenchServer> {
  if (!existsSync(path.join(root, DIST_DIR, 'BUILD_ID'))) throw new Error('The build of the bench is missing.');
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', 'scripts/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      APP_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
      const address = /PDUPS is ready at (\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`The server did not start:\n${output}`)));
  });
  return {
    origin,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
