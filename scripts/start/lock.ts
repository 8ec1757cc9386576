import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { processNumberSpace } from '../../lib/platform/process-identity';
import { isRunning, type ProcessMark, processIdentity, signal, until } from './processes';
import { StartError } from './start-errors';

/** What the lock file says about the start that owns it. */
export type LockRecord = {
  owner: ProcessMark;
  /** The machine or container in which the numbers of the processes are valid; earlier versions did not say. */
  space?: string;
  /** npm and the processes between it and this one, see `launchers()`. */
  launchers: ProcessMark[];
  /** Where it listens, once it does. */
  address?: string;
  /** The current build: it continues when its start is ended by kill -9, and two builds in one folder corrupt it. */
  build?: ProcessMark;
};

export type StartLock = {
  /** Adds to the contents of the file. */
  note(change: Partial<Pick<LockRecord, 'address' | 'build'>>): void;
  release(): void;
};

/** How often a lock shows that its process runs, and after how much silence one of another container counts as left behind. */
const TOUCH_EVERY_MS = 3_000;
const SILENT_AFTER_MS = 15_000;
const LONG_AGO_MS = 60 * 60_000;

/**
 * Makes this process the only one that runs on a data folder. A lock of a process that is gone is taken over; a process
 * whose npm is gone is asked to end first. A live one is a StartError that says where it runs. A process of another container
 * on the same folder can't be looked up: it lives while it touches its lock.
 */
export async function acquireLock(file: string, launchedBy: ProcessMark[] = []): Promise<StartLock> {
  const owner = { pid: process.pid, identity: processIdentity(process.pid) ?? 'unknown' };
  let record: LockRecord = { owner, space: processNumberSpace(), launchers: launchedBy };

  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (create(file, record)) {
      const isOurs = () => read(file)?.owner.identity === owner.identity;
      const touching = setInterval(() => {
        if (isOurs()) touch(file);
      }, TOUCH_EVERY_MS).unref();
      return {
        note(change) {
          record = { ...record, ...change };
          const draft = `${file}.${owner.pid}`;
          writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
          renameSync(draft, file);
        },
        release() {
          clearInterval(touching);
          if (isOurs()) rmSync(file, { force: true });
        },
      };
    }
    const held = await readSettled(file);
    if (held === 'gone') continue;
    if (held && !isHere(held)) {
      if (await isTouched(file)) throw new StartError(runningElsewhere(held));
    } else if (held && isRunning(held.owner)) {
      if (!held.launchers.some((one) => !isRunning(one))) throw new StartError(alreadyRunning(held));
      await end(held.owner);
    }
    if (held?.build && isHere(held) && isRunning(held.build)) await endGroup(held.build);
    takeAway(file, held);
  }
  throw new StartError(`Another start is using ${file}. Wait a moment, then start again.`);
}

function alreadyRunning({ owner, address }: LockRecord): string {
  return address
    ? `PDUPS is already running from this folder at ${address} (process ${owner.pid}). Use that one, or end it first: press Ctrl-C in its window, or run: kill ${owner.pid}`
    : `PDUPS is already being started from this folder (process ${owner.pid}). Wait for it, or end it first: press Ctrl-C in its window, or run: kill ${owner.pid}`;
}

function runningElsewhere({ address }: LockRecord): string {
  return `PDUPS is already running from this folder, in another container or on another machine${address ? ` (${address} there)` : ''}. One folder is for one running product: end that one first, or set DATA_DIR to another folder.`;
}

/** Returns whether the numbers of processes in a lock are valid here. */
function isHere({ space }: LockRecord): boolean {
  return space === undefined || space === processNumberSpace();
}

/** Writes the file's first character again: the time of that is the file system's, whatever this process thinks it is. */
function touch(file: string): void {
  try {
    const handle = openSync(file, 'r+');
    try {
      writeSync(handle, '{', 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The folder cannot be written for the moment.
  }
}

/**
 * Returns whether a process goes on touching its lock. It is watched, because another machine's clock may be off, except for
 * a lock that was last touched so long ago that no clock explains it.
 */
async function isTouched(file: string): Promise<boolean> {
  const before = touchedAt(file);
  if (before < fileTimeNow() - LONG_AGO_MS) return false;
  return until(() => touchedAt(file) > before, SILENT_AFTER_MS, 100);
}

/** Returns when a file was last touched, in milliseconds; 0 when it is gone. */
function touchedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Returns the current time as this process, which began a moment ago, knows it, in milliseconds. */
function fileTimeNow(): number {
  return performance.timeOrigin + performance.now();
}

function create(file: string, record: LockRecord): boolean {
  try {
    writeFileSync(file, JSON.stringify(record), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // A full disk leaves an empty file behind.
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') rmSync(file, { force: true });
    throw error;
  }
}

function read(file: string): LockRecord | null {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as LockRecord;
    return typeof value?.owner?.pid === 'number' && Array.isArray(value.launchers) ? value : null;
  } catch {
    return null;
  }
}

/** Reads the lock, which is empty for an instant between its creation and its first write. Null: it stays unreadable. */
async function readSettled(file: string): Promise<LockRecord | null | 'gone'> {
  let record: LockRecord | null = null;
  let gone = false;
  await until(() => {
    record = read(file);
    gone = record === null && !exists(file);
    return record !== null || gone;
  }, 500);
  return gone ? 'gone' : record;
}

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** Removes this stale lock and nothing else, because two starts may see the same stale lock at the same time. */
function takeAway(file: string, stale: LockRecord | null): void {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = read(aside);
  // One of another container that is not the one that was watched was made meanwhile.
  const lives = taken && (!isHere(taken) || isRunning(taken.owner));
  if (lives && taken.owner.identity !== stale?.owner.identity) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

/** The longest that a start waits for one whose npm was killed, as long as a supervisor does. */
const PATIENCE_MS = 60_000;

/** Ends a start whose npm was killed: it is already shutting down, or will be within a second. */
async function end(owner: ProcessMark): Promise<void> {
  signal(owner.pid, 'SIGTERM');
  if (await until(() => !isRunning(owner), PATIENCE_MS)) return;
  signal(owner.pid, 'SIGKILL');
  await until(() => !isRunning(owner), 2_000);
}

async function endGroup(leader: ProcessMark): Promise<void> {
  signal(-leader.pid, 'SIGKILL');
  await until(() => !isRunning(leader), 5_000);
}
