import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeProcessFolder, sweepProcessFolders } from '@/lib/platform/process-folder';

const parent = mkdtempSync(path.join(tmpdir(), 'pdups-folders-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Starts another process that makes a folder, prints its name and keeps running. */
async function otherProcess(): Promise<{ child: ChildProcess; folder: string }> {
  const script = `require('./lib/platform/process-folder.ts').makeProcessFolder(${JSON.stringify(parent)}, 'test')
    .then(({ path }) => { console.log(path); setInterval(() => {}, 60_000); });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = await once(child.stdout!, 'data');
  return { child, folder: String(chunk).trim() };
}

const HOUR = 60 * 60;
const age = (folder: string, hours: number) => {
  const then = Date.now() / 1000 - hours * HOUR;
  utimesSync(folder, then, then);
};

test('the folder of a killed process is removed, and that of a running one is not', async () => {
  const [running, killed] = await Promise.all([otherProcess(), otherProcess()]);
  const own = await makeProcessFolder(parent, 'test');
  writeFileSync(path.join(killed.folder, 'file'), 'left behind');
  const ended = once(killed.child, 'exit');
  killed.child.kill('SIGKILL');
  await ended;
  // No matter how old the folder is.
  for (const folder of [running.folder, own.path]) age(folder, 1_000);
  await sweepProcessFolders(parent, 'test');
  expect([running.folder, killed.folder, own.path].map(existsSync)).toEqual([true, false, true]);

  const stopped = once(running.child, 'exit');
  running.child.kill('SIGKILL');
  await Promise.all([stopped, own.remove()]);
  await sweepProcessFolders(parent, 'test');
  expect(readdirSync(parent)).toEqual([]);
});

test('a folder whose process number now belongs to another process is removed', async () => {
  const own = await makeProcessFolder(parent, 'test');
  const [, pid, space] = /test-(\d+)-(\w+)-/.exec(own.path)!;
  const earlier = path.join(parent, `test-${pid}-${space}-${'0'.repeat(12)}-aaaaaa`);
  mkdirSync(earlier);
  await sweepProcessFolders(parent, 'test');
  expect([own.path, earlier].map(existsSync)).toEqual([true, false]);
  await own.remove();
});

test('a folder of another container, or from before a restart of the machine, is removed once it has been silent', async () => {
  const own = await makeProcessFolder(parent, 'test');
  const elsewhere = own.path.replace(/-(\w{12})-(\w{12})-/, `-${'0'.repeat(12)}-$2-`);
  renameSync(own.path, elsewhere);
  await sweepProcessFolders(parent, 'test');
  expect(existsSync(elsewhere)).toBe(true);
  age(elsewhere, 2);
  await sweepProcessFolders(parent, 'test');
  expect(existsSync(elsewhere)).toBe(false);
  await own.remove();
});

test('leftovers of an earlier version are removed, and nothing that only looks similar', async () => {
  const { child, folder } = await otherProcess();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  rmSync(folder, { recursive: true });
  const old = path.join(parent, `test-${child.pid}-abcdef`);
  const present = path.join(parent, `test-${process.pid}-abcdef`);
  const others = ['test-folder', 'testing-1-abcdef', `test-${child.pid}`].map((name) => path.join(parent, name));
  for (const each of [old, present, ...others]) {
    mkdirSync(each);
    age(each, 2);
  }
  await sweepProcessFolders(parent, 'test');
  expect([old, present, ...others].map(existsSync)).toEqual([false, true, true, true, true]);
});
