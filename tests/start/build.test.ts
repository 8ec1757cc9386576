import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfChanged, isBuilt, sourcesFingerprint } from '@/scripts/start/build';
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

/** A stand-in for the build: it counts its runs, and does what it is told. */
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

test('a new, a renamed and a removed file are changes; what is written into the browser’s code too', () => {
  const root = project();
  const first = sourcesFingerprint(root, { NODE_ENV: 'test' });
  writeFileSync(path.join(root, 'app/more.tsx'), '');
  const second = sourcesFingerprint(root, { NODE_ENV: 'test' });
  expect(second).not.toBe(first);
  expect(sourcesFingerprint(root, { NODE_ENV: 'test', NEXT_PUBLIC_NAME: 'x' })).not.toBe(second);
  expect(sourcesFingerprint(root, { NODE_ENV: 'test', OTHER: 'x' })).toBe(second);
});

test('a build that fails shows what it printed, and is tried again at the next start', async () => {
  const root = project();
  await expect(build(root, "console.error('line 7 is wrong'); process.exit(1)").done).rejects.toThrow(
    /line 7 is wrong\s+The build failed/,
  );
  expect(isBuilt(root, sourcesFingerprint(root))).toBe(false);
});

test('a full disk during a build is told as that', async () => {
  await expect(
    build(project(), "console.error('ENOSPC: no space left on device'); process.exit(1)").done,
  ).rejects.toThrow(/The disk is full/);
});

test('a build can be ended', async () => {
  const children = new Children();
  const root = project();
  const { done, pid } = build(root, 'setInterval(() => {}, 1000)', children);
  const outcome = done.catch((error: Error) => error.message);
  await until(() => existsSync(path.join(root, 'runs')), 10_000);
  await children.end();
  expect(await outcome).toMatch(/ended from outside/);
  expect(processIdentity(pid())).toBeNull();
});
