import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** One process, not just its number: numbers are given out again after a crash or a reboot. */
export type ProcessMark = { pid: number; identity: string };

/** What tells this process from a later one of the same number; null when there is no such process (any more). */
export function processIdentity(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') {
    const stat = statFields(pid);
    if (!stat || stat.state === 'Z' || stat.state === 'X') return null;
    return `${bootId()}:${stat.startTime}`;
  }
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}

export function markOf(pid: number): ProcessMark | null {
  const identity = processIdentity(pid);
  return identity === null ? null : { pid, identity };
}

export function isRunning(mark: ProcessMark): boolean {
  return processIdentity(mark.pid) === mark.identity;
}

/** The folder a process stands in; null when it cannot be told (another account's process, not Linux). */
export function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function parentOf(pid: number): number {
  if (process.platform === 'linux') return statFields(pid)?.parent ?? 0;
  try {
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim()) || 0;
  } catch {
    return 0;
  }
}

/**
 * npm and what stands between it and this process. Whoever ends npm with kill -9 means the whole product, but
 * the processes below it are not told. Empty when npm did not start us.
 */
export function launchers(): ProcessMark[] {
  if (!process.env.npm_lifecycle_event) return [];
  const found: ProcessMark[] = [];
  let pid = process.ppid;
  for (let level = 0; level < 6 && pid > 1; level += 1) {
    const mark = markOf(pid);
    if (!mark) break;
    found.push(mark);
    if (/^npm\b|npm-cli\.js/.test(commandLine(pid))) return found;
    pid = parentOf(pid);
  }
  return [];
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}

/** Asks again and again until the answer is yes or the time is over; says which. */
export async function until(ask: () => boolean, milliseconds: number, pause = 20): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!ask()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return true;
}

function statFields(pid: number): { state: string; parent: number; startTime: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, parent: Number(fields[1]), startTime: fields[19]! };
  } catch {
    return null;
  }
}

let knownBootId: string | undefined;
function bootId(): string {
  try {
    knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    knownBootId = 'unknown';
  }
  return knownBootId;
}
