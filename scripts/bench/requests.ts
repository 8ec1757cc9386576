import { type ChildProcess, fork } from 'node:child_process';
import { Agent } from 'node:http';
import path from 'node:path';
import { fetchOnce, type LoadOrder, type LoadResult } from './load-loop';

/** Makes requests to the server under test: sequential ones from this process, many at once from a separate process. */
export class Requests {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly child: ChildProcess;

  constructor(
    private readonly origin: string,
    private readonly cookie: Record<string, string> = {},
  ) {
    if (!/^http:\/\/(localhost|127\.0\.0\.1):/.test(origin)) throw new Error('The bench talks to this machine only.');
    this.child = fork(path.join(import.meta.dirname, 'load-loop.ts'), { execArgv: ['--import', 'tsx'] });
  }

  /** Returns the answer to one request as this person; any status but 200 ends the bench. */
  async get(as: string | null, address: string): Promise<{ ms: number; body: Buffer; bytes: number }> {
    const answer = await fetchOnce(this.agent, this.origin + address, this.headers(as));
    if (answer.status !== 200)
      throw new Error(`${address} answered ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
    return answer;
  }

  load(as: string | null, address: string, limits: Pick<LoadOrder, 'requests' | 'seconds'>): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      this.child.once('exit', (code) => reject(new Error(`The load ended with ${code}.`)));
      this.child.once('message', (result) => {
        this.child.removeAllListeners('exit');
        resolve(result as LoadResult);
      });
      this.child.send({
        url: this.origin + address,
        headers: this.headers(as),
        connections: 8,
        ...limits,
      } satisfies LoadOrder);
    });
  }

  end(): void {
    this.agent.destroy();
    if (this.child.connected) this.child.disconnect();
  }

  private headers(as: string | null): Record<string, string> {
    const cookie = as === null ? undefined : this.cookie[as];
    return cookie === undefined ? {} : { cookie };
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Measures the median times of several things, tried in turn, so that other activity on the machine affects all of them. */
export async function medianTimes(rounds: number, tries: (() => Promise<{ ms: number }>)[]): Promise<number[]> {
  const times: number[][] = tries.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, attempt] of tries.entries()) {
      const { ms } = await attempt();
      // The first rounds warm up code that still compiles.
      if (round >= Math.min(5, rounds / 3)) times[at]!.push(ms);
    }
  }
  return times.map(median);
}
