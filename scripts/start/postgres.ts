import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Account, serverAccount } from './account';
import { type Binaries, findBinaries } from './binaries';
import { Children } from './children';
import { clusterPlaces, keepPrivate, makeCluster, serverEnvironment } from './cluster';
import { openOwnDatabase } from './own-database';
import { claimPort } from './port';
import { commandLine, isRunning, markOf, type ProcessMark, signal, until, workingFolder } from './processes';
import { keptSecret } from './secret';
import { StartProblem, whyNotWritable, writing } from './sentences';

export type EmbeddedPostgres = {
  /** The application's own database, as an account that owns it and is no superuser. */
  url: string;
  port: number;
  pid(): number;
  /** True when a server left running by a kill -9 was taken over. */
  adopted: boolean;
  /** The file that is there until the demo data is loaded. */
  demoPending: string;
  stop(): Promise<void>;
  /** Ends it at once; it recovers from its log at the next start. */
  force(): void;
};

type Options = {
  dataDir: string;
  root: string;
  say?: (line: string) => void;
  children?: Children;
  /** Told when the server dies under a running product and cannot be started again. */
  onLost?: (problem: StartProblem) => void;
  /** Ends the waiting for a server that is long in recovering. */
  signal?: AbortSignal;
};

/** PostgreSQL out of the npm package, on this machine only, with its data below `dataDir`. */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { root, say = () => {}, children = new Children() } = options;
  // The server tells its folder by its real name, whatever links lead there.
  const dataDir = realpathSync(options.dataDir);
  const places = clusterPlaces(dataDir);
  const bin = findBinaries(root);
  const account = serverAccount(bin.initdb, places.home, dataDir);
  if (!readable(places.home)) throw new StartProblem(whyNotReadable(places.home));
  if (!existsSync(places.home)) {
    say('Making the database…');
    await writing(dataDir, () => makeCluster(dataDir, bin, account, children));
  }
  const passwordKept = existsSync(places.password);
  const password = await writing(places.password, () => keptSecret(places.password));
  keepPrivate(places.password, account);

  const found = await runningServer(places.data);
  let server = found ?? (await launch());
  let url: string;
  try {
    if (!passwordKept) await resetPassword();
    url = await openOwnDatabase(server.port, password);
  } catch (error) {
    await stopServer(server.mark);
    throw error;
  }

  let stopping = false;
  const watch = setInterval(() => void revive(), 1_000);
  watch.unref();

  return {
    url,
    port: server.port,
    pid: () => server.mark.pid,
    adopted: found !== null,
    demoPending: places.demoPending,
    async stop() {
      stopping = true;
      clearInterval(watch);
      await stopServer(server.mark);
    },
    force() {
      stopping = true;
      signal(server.mark.pid, 'SIGQUIT');
    },
  };

  /** Starts the server. A port taken in the meantime and memory still held by a dying server are tried again. */
  async function launch(port?: number): Promise<RunningServer> {
    removeStaleFile(places.data);
    const deadline = performance.now() + 15_000;
    for (;;) {
      const chosen = port ?? (await claimPort(0, '127.0.0.1'));
      const outcome = await launchOnce(places, bin, account, chosen, say, options.signal);
      if ('mark' in outcome) return outcome;
      const again = /Address already in use|pre-existing shared memory block|is still in use/.test(outcome.log);
      if (!again || performance.now() > deadline) throw new StartProblem(whyNotStarted(outcome.log, places));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Someone removed the password file: the server's single-user mode needs none. */
  async function resetPassword(): Promise<void> {
    await stopServer(server.mark);
    const child = account.spawn(bin.postgres, ['--single', '-D', places.data, 'postgres'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: serverEnvironment(),
    });
    child.stdin?.end(`ALTER ROLE postgres PASSWORD '${password}'\n`);
    await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
    server = await launch();
  }

  /** The machine may have ended the server to free memory: start it again where the pool looks for it. */
  async function revive(): Promise<void> {
    if (stopping || isRunning(server.mark)) return;
    stopping = true;
    try {
      server = await launch(server.port);
      say('The database had stopped and was started again.');
      stopping = false;
    } catch (error) {
      clearInterval(watch);
      options.onLost?.(error instanceof StartProblem ? error : new StartProblem(whyNotStarted('', places)));
    }
  }
}

type Places = ReturnType<typeof clusterPlaces>;
type RunningServer = { mark: ProcessMark; port: number };

async function launchOnce(
  places: Places,
  bin: Binaries,
  account: Account,
  port: number,
  say: (line: string) => void,
  aborted?: AbortSignal,
): Promise<RunningServer | { log: string }> {
  const log = await writing(places.log, () => openLog(places.log, account));
  const from = statSync(places.log).size;
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // Statements and details hold what people typed.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const args = ['-D', places.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A session of its own: Ctrl-C in the terminal must reach the server only after the last request is answered.
  const child = account.spawn(bin.postgres, args, {
    stdio: ['ignore', log, log],
    detached: true,
    env: serverEnvironment(),
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  child.unref();

  let ready: RunningServer | null = null;
  const isReady = () => {
    const file = readPidFile(places.data);
    if (!ended && file?.ready && file.pid === child.pid) {
      const mark = markOf(file.pid);
      if (mark) ready = { mark, port: file.port };
    }
    return ended || ready !== null || aborted?.aborted === true;
  };
  if (!(await until(isReady, 5_000, 10))) {
    say('The database is recovering from an unclean end…');
    await until(isReady, 600_000, 100);
  }
  if (ready) return ready;
  if (child.pid && !ended) signal(child.pid, 'SIGQUIT');
  await until(() => ended, 5_000);
  return { log: readFileSync(places.log, 'utf8').slice(from) };
}

function openLog(file: string, account: Account): number {
  const tooLong = existsSync(file) && statSync(file).size > 5_000_000;
  const log = openSync(file, tooLong ? 'w' : 'a', 0o600);
  account.own(file);
  return log;
}

/** A server of ours that is up: one that outlived a kill -9 of Node. One on its way up or down is waited for. */
async function runningServer(data: string): Promise<RunningServer | null> {
  let found: RunningServer | null = null;
  await until(() => {
    const file = readPidFile(data);
    const mark = file && serverMark(file.pid, data);
    if (mark && file.ready) found = { mark, port: file.port };
    return !mark || found !== null;
  }, 60_000);
  return found;
}

function serverMark(pid: number, data: string): ProcessMark | null {
  const mark = markOf(pid);
  if (!mark) return null;
  const folder = workingFolder(pid);
  const ours = folder === null ? /postgres/.test(commandLine(pid)) : folder === data;
  return ours ? mark : null;
}

/** After a crash the file may name a number that another program has by now, and PostgreSQL would refuse to start. */
function removeStaleFile(data: string): void {
  const file = readPidFile(data);
  if (file && serverMark(file.pid, data) === null) rmSync(path.join(data, 'postmaster.pid'), { force: true });
}

function readPidFile(data: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

async function stopServer(mark: ProcessMark): Promise<void> {
  const gone = () => !isRunning(mark);
  signal(mark.pid, 'SIGINT');
  if (await until(gone, 10_000)) return;
  signal(mark.pid, 'SIGQUIT');
  await until(gone, 5_000);
}

function readable(folder: string): boolean {
  try {
    statSync(path.join(folder, 'data'));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function whyNotReadable(folder: string): string {
  return `${folder} belongs to another account: the product was first started as someone else. Start it as that account again, or set DATA_DIR to another folder.`;
}

function whyNotStarted(log: string, places: Places): string {
  if (/No space left|Disk quota|wrote only \d+ of/i.test(log)) {
    return whyNotWritable(Object.assign(new Error(), { code: 'ENOSPC' }), places.home)!;
  }
  if (/initialized by PostgreSQL version|incompatible with server/.test(log)) {
    return `The data in ${places.data} was written by another major version of PostgreSQL. Restore a backup made with that version (docs/operations.md), or set DATA_DIR to another folder.`;
  }
  if (/wrong ownership|Permission denied|must be owned by|invalid permissions/.test(log))
    return whyNotReadable(places.home);
  if (/lock file "postmaster.pid" already exists/.test(log)) {
    return `Another PostgreSQL is using ${places.data}. End it, then start again.`;
  }
  const line = log.split('\n').findLast((one) => /FATAL|PANIC|error while loading/.test(one));
  const reason = line?.replace(/^.*?(FATAL|PANIC):\s*/, '').trim() ?? 'no reason given';
  return `The database did not start (${reason}). More is in ${places.log}.`;
}
