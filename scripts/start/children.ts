import type { ChildProcess } from 'node:child_process';
import { signal, until } from './processes';

/** Running helper programs (initdb, a build), each the leader of a process group, to be ended with us. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  track(child: ChildProcess): ChildProcess {
    this.running.add(child);
    const forget = () => this.running.delete(child);
    child.once('exit', forget);
    child.once('error', forget);
    return child;
  }

  async end(): Promise<void> {
    this.each('SIGTERM');
    if (await until(() => this.running.size === 0, 3_000)) return;
    this.force();
    await until(() => this.running.size === 0, 2_000);
  }

  force(): void {
    this.each('SIGKILL');
  }

  private each(name: NodeJS.Signals): void {
    for (const child of this.running) if (child.pid) signal(-child.pid, name);
  }
}

/** Waits for a child and returns its output, the last 200 kB of it. */
export function outputOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-200_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
