import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { clusterPlaces } from '../start/cluster';
import { claimPort } from '../start/port';
import { isRunning, markOf, type ProcessMark, parentOf, signal, until } from '../start/processes';

/** Longer than any start on a slow machine, including a build. */
const MAX_START_MS = 300_000;

/** How long after its end its last output may arrive. */
const LAST_WORDS_MS = 1_000;

type Start = { child: ChildProcess; mark: ProcessMark; output(): string; exited: Promise<number | null> };

/** The product as people start it, with `npm start`, on a data folder and a port that stay the same across starts. */
export class Product {
  private current: Start | undefined;

  private constructor(
    private readonly root: string,
    readonly dataDir: string,
    private readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  static async at(root: string, dataDir: string, env: Record<string, string> = {}): Promise<Product> {
    return new Product(root, dataDir, await claimPort(0, '127.0.0.1'), env);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the product; `ready` reports the outcome. */
  launch(): void {
    const child = spawn('npm', ['start'], {
      cwd: this.root,
      // In a separate process group, so that Ctrl-C in the trial's terminal reaches it only through the trial.
      detached: true,
      env: {
        ...ownEnvironment(),
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        LOG_LEVEL: 'error',
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        text = (text + part.toString()).slice(-50_000);
      });
    }
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    // Programs that outlive it keep its output open.
    void exited.then(() => setTimeout(closeOutput, LAST_WORDS_MS).unref());
    const closeOutput = () => {
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    };
    this.current = { child, mark: markOf(child.pid!) ?? { pid: child.pid!, identity: '' }, output: () => text, exited };
  }

  /** Resolves with null once it serves, or with its output when it ended. */
  async ready(): Promise<string | null> {
    const { output } = this.current!;
    const serves = () => output().includes('PDUPS is ready at');
    await until(() => serves() || !this.runs, MAX_START_MS, 50);
    if (serves()) return null;
    // Its last output arrives after its end.
    await until(() => output().trim() !== '', LAST_WORDS_MS);
    return output().trim() || 'It ended without output.';
  }

  get runs(): boolean {
    return this.current !== undefined && isRunning(this.current.mark);
  }

  get output(): string {
    return this.current?.output() ?? '';
  }

  /** Returns every current process of the product: npm and its descendants. */
  tree(): ProcessMark[] {
    if (!this.current) return [];
    const all = allProcesses();
    const found = [this.current.mark.pid];
    for (let at = 0; at < found.length; at += 1) {
      for (const { pid, parent } of all) if (parent === found[at] && !found.includes(pid)) found.push(pid);
    }
    return found.flatMap((pid) => markOf(pid) ?? []);
  }

  /** Stops it as Ctrl-C does, and returns its exit code. */
  async stop(): Promise<number | null> {
    if (!this.current || !this.runs) return null;
    const { mark, exited } = this.current;
    signal(mark.pid, 'SIGTERM');
    return exited;
  }

  /** The first line of PostgreSQL's own file is its process, the fourth its port. */
  get databaseServer(): { pid: number; port: number } | null {
    try {
      const lines = readFileSync(path.join(clusterPlaces(this.dataDir).data, 'postmaster.pid'), 'utf8').split('\n');
      // A half-written file has no port yet.
      return Number(lines[3]) > 0 ? { pid: Number(lines[0]), port: Number(lines[3]) } : null;
    } catch {
      return null;
    }
  }

  /** Connects to its database as the administrator, an account that no writer uses. */
  asAdministrator(): postgres.Sql {
    const password = readFileSync(clusterPlaces(this.dataDir).password, 'utf8').trim();
    return postgres(`postgres://postgres:${password}@127.0.0.1:${this.databaseServer?.port}/pdups`, {
      max: 1,
      connect_timeout: 2,
      backoff: () => 0.02,
      onnotice: () => {},
      connection: { application_name: 'chaos' },
    });
  }
}

/**
 * Returns the trial's environment. The settings of the person who runs the trial, and of a file `.env`, must not direct the
 * product to their database, mail server or address: a blank setting counts as unset, and a file does not override it.
 */
function ownEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(npm_.*|NODE_ENV)$/.test(name));
  const nowhere = { DATABASE_URL: '', APP_URL: '', HOST: '', SMTP_URL: '', TRUST_PROXY: '' };
  return { ...Object.fromEntries(others), ...nowhere } as unknown as NodeJS.ProcessEnv;
}

function allProcesses(): { pid: number; parent: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
}
