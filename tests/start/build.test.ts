import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildEnvironment,
  buildIfChanged,
  isBuilt,
  requireBuild,
  serveAsBuilt,
  sourcesFingerprint,
} from '@/scripts/start/build';
import { Children } from '@/scripts/start/children';
import { processIdentity, until } from '@/scripts/start/processes';
import { newDataFolder, removeDataFolders } from './data-folder';

afterAll(removeDataFolders);

function project(): string {
  const root = newDataFolder();
  mkdirSync(path.join(root, 'app'));
  writeFileSync(path.join(root, 'app/page.tsx'), 'one');
  return root;
}

/** Runs a stand-in for the build that counts its runs and follows the script. */
function build(root: string, script = '', children = new Children()): { done: Promise<void>; pid: () => number } {
  const command = [
    '-e',
    `const fs = require('fs'); fs.appendFileSync('runs', 'x'); fs.writeFileSync('.next/BUILD_ID', '1'); ${script}`,
  ];
  let pid = 0;
  const onStart = (mark: { pid: number }) => {
    pid = mark.pid;
  };
  return { done: buildIfChanged({ root, children, say: () => {}, onStart, command }), pid: () => pid };
}

test('it builds once, and again when a source changed', async () => {
  const root = project();
  await build(root).done;
  expect(isBuilt(root, sourcesFingerprint(root))).toBe(true);
  await expect(build(root, 'process.exit(1)').done).resolves.toBeUndefined();

  writeFileSync(path.join(root, 'app/page.tsx'), 'two');
  expect(isBuilt(root, sourcesFingerprint(root))).toBe(false);
  await build(root).done;
  expect(isBuilt(root, sourcesFingerprint(root))).toBe(true);
});

test('a new, a renamed and a removed file count as changes, and so do values that are built into the browser’s code', () => {
  const root = project();
  const first = sourcesFingerprint(root, { NODE_ENV: 'test' });
  writeFileSync(path.join(root, 'app/more.tsx'), '');
  const second = sourcesFingerprint(root, { NODE_ENV: 'test' });
  expect(second).not.toBe(first);
  expect(sourcesFingerprint(root, { NODE_ENV: 'test', NEXT_PUBLIC_NAME: 'x' })).not.toBe(second);
  expect(sourcesFingerprint(root, { NODE_ENV: 'test', OTHER: 'x' })).toBe(second);
});

test('a build that fails shows its output, and is tried again at the next start', async () => {
  const root = project();
  await expect(build(root, "console.error('line 7 is wrong'); process.exit(1)").done).rejects.toThrow(
    /line 7 is wrong\s+The build failed/,
  );
  expect(isBuilt(root, sourcesFingerprint(root))).toBe(false);
});

test('a full disk during a build is reported as that', async () => {
  await expect(
    build(project(), "console.error('ENOSPC: no space left on device'); process.exit(1)").done,
  ).rejects.toThrow(/The disk is full/);
});

test('a build can be stopped', async () => {
  const children = new Children();
  const root = project();
  const { done, pid } = build(root, 'setInterval(() => {}, 1000)', children);
  const outcome = done.catch((error: Error) => error.message);
  await until(() => existsSync(path.join(root, 'runs')), 10_000);
  await children.end();
  expect(await outcome).toMatch(/ended from outside/);
  expect(processIdentity(pid())).toBeNull();
});

test('builds that share the sources and the secret share the key of server actions and the name', () => {
  const made = (env: Record<string, string>, fingerprint = 'f'.repeat(64)) => {
    const { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key, NEXT_DEPLOYMENT_ID: id } = buildEnvironment(
      { NODE_ENV: 'test', ...env },
      fingerprint,
    );
    return { key, id };
  };
  const first = made({ SESSION_SECRET: 'a'.repeat(32) });
  expect(Buffer.from(first.key!, 'base64')).toHaveLength(32);
  expect(made({ SESSION_SECRET: 'a'.repeat(32) })).toEqual(first);
  expect(made({ SESSION_SECRET: 'b'.repeat(32) }).key).not.toBe(first.key);
  // Forms of the previous build are still accepted, while the browser reloads pages of the new one completely.
  const next = made({ SESSION_SECRET: 'a'.repeat(32) }, 'e'.repeat(64));
  expect([next.key, next.id]).toEqual([first.key, 'e'.repeat(20)]);
  expect(made({}).key).toBeUndefined();
  expect(made({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'given' }).key).toBe('given');
});

test('a copy of a build is served under its name, whatever the environment says', async () => {
  const root = project();
  await build(root).done;
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', NEXT_DEPLOYMENT_ID: 'x', NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'y' };
  serveAsBuilt(root, env);
  expect(env).toEqual({ NODE_ENV: 'test', NEXT_DEPLOYMENT_ID: sourcesFingerprint(root).slice(0, 20) });
  writeFileSync(path.join(root, 'app/page.tsx'), 'changed');
  expect(() => requireBuild(root)).toThrow('Run npm run build once');
});
