import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { acquireLock, type LockRecord } from '@/scripts/start/lock';
import { isRunning, markOf, until } from '@/scripts/start/processes';
import { newDataFolder, removeDataFolders } from './data-folder';

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  removeDataFolders();
});

/** Starts a process that runs until it is ended. */
function anotherProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
  started.push(child);
  return { child, mark: markOf(child.pid!)! };
}

function lockFile(record?: Partial<LockRecord> | string): string {
  const file = path.join(newDataFolder(), 'start.json');
  if (record) writeFileSync(file, typeof record === 'string' ? record : JSON.stringify({ launchers: [], ...record }));
  return file;
}

test('a second start says where the first one runs and how to end it', async () => {
  const file = lockFile();
  const lock = await acquireLock(file);
  await expect(acquireLock(file)).rejects.toThrow(`already being started from this folder (process ${process.pid})`);
  lock.note({ address: 'http://localhost:3000' });
  await expect(acquireLock(file)).rejects.toThrow(
    new RegExp(`already running .* at http://localhost:3000 .*kill ${process.pid}$`),
  );
  lock.release();
  expect(existsSync(file)).toBe(false);
  (await acquireLock(file)).release();
});

test('a lock left by a killed process is taken over', async () => {
  const { child, mark } = anotherProcess();
  const file = lockFile({ owner: mark });
  await expect(acquireLock(file)).rejects.toThrow('already');
  child.kill('SIGKILL');
  await until(() => !isRunning(mark), 5_000);
  const lock = await acquireLock(file);
  expect(JSON.parse(readFileSync(file, 'utf8')).owner.pid).toBe(process.pid);
  lock.release();
});

test('a lock whose process number now belongs to another program is taken over', async () => {
  const { mark } = anotherProcess();
  const lock = await acquireLock(lockFile({ owner: { pid: mark.pid, identity: 'an earlier process' } }));
  expect(isRunning(mark)).toBe(true);
  lock.release();
});

test('a lock cut short by a full disk is taken over', async () => {
  (await acquireLock(lockFile('{"owner":'))).release();
});

test('a server whose npm was killed is ended, and so is a build that outlived its start', async () => {
  const orphan = anotherProcess();
  const gone = { pid: 999_999_999, identity: 'gone' };
  (await acquireLock(lockFile({ owner: orphan.mark, launchers: [gone] }))).release();
  expect(isRunning(orphan.mark)).toBe(false);

  const build = anotherProcess();
  (await acquireLock(lockFile({ owner: gone, build: build.mark }))).release();
  expect(isRunning(build.mark)).toBe(false);
});

test('a product in another container on the same folder is left alone while it touches its lock', async () => {
  const gone = { pid: 999_999_999, identity: 'gone' };
  const file = lockFile({ owner: gone, space: 'another container', address: 'http://localhost:3000' });
  let seconds = statSync(file).mtimeMs / 1_000;
  const touching = setInterval(() => {
    seconds += 1;
    utimesSync(file, seconds, seconds);
  }, 50);
  await expect(acquireLock(file)).rejects.toThrow('already running from this folder, in another container');
  clearInterval(touching);
  expect(JSON.parse(readFileSync(file, 'utf8')).owner).toEqual(gone);
});

test('a lock that a killed container left is taken over, and no process here that has its number is ended', async () => {
  const { mark } = anotherProcess();
  const gone = { pid: 999_999_999, identity: 'gone' };
  const file = lockFile({ owner: mark, launchers: [gone], build: mark, space: 'another container' });
  utimesSync(file, 0, 0);
  (await acquireLock(file)).release();
  expect(isRunning(mark)).toBe(true);
});

test('a running product touches its lock', async () => {
  jest.useFakeTimers({ doNotFake: ['performance'] });
  const file = lockFile();
  const lock = await acquireLock(file);
  utimesSync(file, 0, 0);
  jest.advanceTimersByTime(5_000);
  expect(statSync(file).mtimeMs).toBeGreaterThan(0);
  lock.release();
  jest.useRealTimers();
});

test('of many starts at the same time, one wins', async () => {
  const file = lockFile({ owner: { pid: 999_999_999, identity: 'gone' } });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(file)));
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});
