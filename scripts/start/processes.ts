import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { processIdentity, statFields } from '../../lib/platform/process-identity';

export { processIdentity };

/** Identifies one process beyond its number: numbers are reused after a crash or a reboot. */
export type ProcessMark = { pid: number; identity: string };

export function markOf(pid: number): ProcessMark | null {
  const identity = processIdentity(pid);
  return identity === null ? null : { pid, identity };
}

export function isRunning(mark: ProcessMark): boolean {
  return processIdentity(mark.pid) === mark.identity;
}

/** Returns the working folder of a process; null when it cannot be determined (another account's process, not Linux). */
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

export function parentOf(pid: number): number {
  if (process.platform === 'linux') return statFields(pid)?.parent ?? 0;
  try {
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim()) || 0;
  } catch {
    return 0;
  }
}

/**
 * Returns npm and the processes between it and this one. Anyone who ends npm with kill -9 means the whole product, but the
 * processes below it are not notified. Empty when npm did not start us.
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

/** Sends a signal; it is not an error when the process is already gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has already ended.
  }
}

/** Checks repeatedly until the answer is yes or the time is up; returns the last answer. */
export async function until(ask: () => boolean, milliseconds: number, pause = 20): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!ask()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return true;
}
