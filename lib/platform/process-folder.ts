import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { processIdentity, processNumberSpace } from './process-identity';

/** A folder that is useful only while this process runs. */
export type ProcessFolder = { path: string; remove: () => Promise<void> };

/** How often a folder shows that its process still runs, and after how much silence it counts as abandoned. */
const TOUCH_EVERY_MS = 10 * 60_000;
const SILENT_AFTER_MS = 60 * 60_000;

/**
 * Makes a folder whose name identifies its process: the process's number, the namespace in which that number is valid, and
 * what distinguishes it from a later process with the same number.
 */
export async function makeProcessFolder(parent: string, prefix: string): Promise<ProcessFolder> {
  const mark = `${process.pid}-${hashed(processNumberSpace())}-${hashed(processIdentity(process.pid) ?? '')}`;
  const folder = await mkdtemp(path.join(parent, `${prefix}-${mark}-`));
  const touching = setInterval(() => {
    const now = fileTimeNow() / 1000;
    void utimes(folder, now, now).catch(() => {});
  }, TOUCH_EVERY_MS).unref();
  return {
    path: folder,
    async remove() {
      clearInterval(touching);
      await removeFolder(folder);
    },
  };
}

/**
 * Removes this user's folders that killed processes left behind. A process of another container, or from before the machine
 * was restarted, cannot be looked up; its folder is removed when it has been silent for an hour.
 */
export async function sweepProcessFolders(parent: string, prefix: string): Promise<void> {
  // Without a list of processes (no /proc), nothing can be looked up at all.
  const here = processIdentity(process.pid) === null ? null : hashed(processNumberSpace());
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(`${prefix}-`)) continue;
    // In earlier versions, names contained only the number.
    const parts = /^(\d+)(?:-([0-9a-f]{12})-([0-9a-f]{12}))?-[^-]+$/.exec(name.slice(prefix.length + 1));
    if (!parts) continue;
    const [, pid, space, identity] = parts;
    const folder = path.join(parent, name);
    const found = await lstat(folder).catch(() => null);
    if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    const present = processIdentity(Number(pid));
    const silent = found.mtimeMs < fileTimeNow() - SILENT_AFTER_MS;
    const gone = space === here ? present === null || hashed(present) !== identity : silent && (space || !present);
    if (gone) await removeFolder(folder);
  }
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {});
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Returns the current time by the file system's clock, in milliseconds. */
function fileTimeNow(): number {
  return performance.timeOrigin + performance.now();
}
