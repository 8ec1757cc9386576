import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account';
import { outputOf } from './children';
import { commandLine, isRunning, markOf, type ProcessMark, signal, until, workingFolder } from './processes';
import { StartError } from './start-errors';

/**
 * Ends what an earlier run left of a PostgreSQL: children whose server was killed while they waited for it keep the data in
 * use forever, and an initdb keeps writing. Call it only when no server of ours is running. It ends only programs of
 * PostgreSQL that work in `folder`, or have a folder below it on their command line; it uses SIGKILL, since the memory that
 * they share is lost with their server, and what was committed is in the write-ahead log.
 * @param folder the data folder, or one being created, by its real path
 * @throws StartError when one cannot be ended
 */
export async function endLeftovers(folder: string, account: Account): Promise<void> {
  const left = await findLeftovers(folder, account);
  for (const { pid } of left) signal(pid, 'SIGKILL');
  if (await until(() => !left.some(isRunning), 5_000)) return;
  const numbers = left.filter(isRunning).map(({ pid }) => pid);
  throw new StartError(
    `PostgreSQL processes of an earlier run still use ${folder} and cannot be ended from this account. Run: sudo kill -9 ${numbers.join(' ')}. Then start again.`,
  );
}

async function findLeftovers(folder: string, account: Account): Promise<ProcessMark[]> {
  const unknown: ProcessMark[] = [];
  const found = programsOfPostgres().filter((mark) => {
    const place = workingFolder(mark.pid);
    if (place === null) unknown.push(mark);
    return isWithin(place, folder) || commandLine(mark.pid).includes(`${folder}/`);
  });
  // In a container, not even root can see the working folder of another account's process, but that account can.
  const seen = new Set(unknown.length > 0 ? await standingIn(folder, unknown, account) : []);
  return [...found, ...unknown.filter((mark) => seen.has(mark.pid) && !found.includes(mark))];
}

function isWithin(place: string | null | undefined, folder: string): boolean {
  return place === folder || (place?.startsWith(`${folder}/`) ?? false);
}

function programsOfPostgres(): ProcessMark[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && /^(postgres|initdb)$/.test(programOf(Number(name))))
    .flatMap((name) => markOf(Number(name)) ?? []);
}

/** Returns the program of a process: its file or, where that is not visible, its title ("postgres: io worker 1"). */
function programOf(pid: number): string {
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
  } catch {
    return path.basename(commandLine(pid).split(/[\s:]/)[0] ?? '');
  }
}

const WHERE_THEY_STAND = 'for pid; do echo "$pid $(readlink "/proc/$pid/cwd")"; done';

async function standingIn(folder: string, marks: ProcessMark[], account: Account): Promise<number[]> {
  const pids = marks.map(({ pid }) => String(pid));
  const child = account.spawn('/bin/sh', ['-c', WHERE_THEY_STAND, 'sh', ...pids], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { output } = await outputOf(child);
  return output.split('\n').flatMap((line) => {
    const [, pid, place] = /^(\d+) (.*)$/.exec(line) ?? [];
    return isWithin(place, folder) ? [Number(pid)] : [];
  });
}
