import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Account, serverAccount } from './account';
import { type Binaries, findBinaries } from './binaries';
import { Children } from './children';
import { clusterPlaces, keepPrivate, makeCluster, serverEnvironment } from './cluster';
import { endLeftovers } from './leftovers';
import { type OwnDatabase, openOwnDatabase } from './own-database';
import { claimPort } from './port';
import { commandLine, isRunning, markOf, type ProcessMark, signal, until, workingFolder } from './processes';
import { keptSecret } from './secret';
import { errorCode, StartError, whyNotWritable, writing } from './start-errors';

export type EmbeddedPostgres = {
  /** The application's own database, with the account that may only read and write rows. */
  url: string;
  /** The same database, with the account that owns it and is not a superuser. */
  ownerUrl: string;
  port: number;
  pid(): number;
  /** True when a server left running by a kill -9 was taken over. */
  adopted: boolean;
  /** The file that exists until the demo data is loaded. */
  demoPending: string;
  stop(): Promise<void>;
  /** Ends it at once; it recovers from its log at the next start. */
  force(): void;
};

/** How often the server is checked: while it is gone, pages say that the records cannot be reached. */
const LOOK_EVERY_MS = 250;

type Options = {
  dataDir: string;
  root: string;
  say?: (line: string) => void;
  children?: Children;
  /** Called when the server dies under a running product and cannot be restarted. */
  onLost?: (problem: StartError) => void;
  /** Ends the wait for a server that takes long to recover. */
  signal?: AbortSignal;
};

/** Starts the PostgreSQL of the npm package, on this machine only, with its data below `dataDir`. */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { root, say = () => {}, children = new Children() } = options;
  // The server reports its folder by its real path, regardless of links.
  const dataDir = realpathSync(options.dataDir);
  const places = clusterPlaces(dataDir);
  const bin = findBinaries(root);
  const account = serverAccount(bin.initdb, places.home, dataDir);
  if (!readable(places.home)) throw new StartError(whyNotReadable(places.home));
  if (!existsSync(places.home)) {
    say('Creating the database…');
    await writing(dataDir, () => makeCluster(dataDir, bin, account, children));
  }
  const password = await writing(places.password, () => keptSecret(places.password));
  keepPrivate(places.password, account);

  const ended = new AbortController();
  const aborted = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  const found = await runningServer(places.data);
  let server = found ?? (await launch());
  let own: OwnDatabase;
  try {
    own = await openOwnDatabase(server.port, password).catch(async (error: unknown) => {
      if (errorCode(error) === '28P01') await resetPassword();
      else if (found) {
        // The server of an earlier run is there but does not respond; its data is safe without it.
        await stopServer(server.mark);
        server = await launch();
      } else throw error;
      return openOwnDatabase(server.port, password);
    });
  } catch (error) {
    await stopServer(server.mark);
    throw error instanceof StartError ? error : new StartError(whyNotAnswering(error, places), { cause: error });
  }

  let reviving: Promise<void> | null = null;
  const watch = setInterval(() => {
    if (isRunning(server.mark)) return;
    reviving ??= revive().finally(() => {
      reviving = null;
    });
  }, LOOK_EVERY_MS);
  watch.unref();

  return {
    ...own,
    port: server.port,
    pid: () => server.mark.pid,
    adopted: found !== null,
    demoPending: places.demoPending,
    async stop() {
      clearInterval(watch);
      ended.abort();
      // Otherwise the server that is just being started would outlive this process.
      await reviving;
      await stopServer(server.mark);
    },
    force() {
      clearInterval(watch);
      ended.abort();
      signal(server.mark.pid, 'SIGQUIT');
      const starting = readPidFile(places.data);
      if (starting && serverMark(starting.pid, places.data)) signal(starting.pid, 'SIGQUIT');
    },
  };

  /** Starts the server. Retries if the port was taken in the meantime or a dying server still uses the memory. */
  async function launch(port?: number): Promise<RunningServer> {
    removeStaleFile(places.data);
    const deadline = performance.now() + 15_000;
    for (;;) {
      if (!isInUse(places.data)) await endLeftovers(places.data, account);
      const chosen = port ?? (await claimPort(0, '127.0.0.1'));
      const outcome = await launchOnce(places, bin, account, chosen, say, aborted);
      if ('mark' in outcome) return outcome;
      const again = /Address already in use|pre-existing shared memory block|is still in use/.test(outcome.log);
      if (!again || aborted.aborted || performance.now() > deadline)
        throw new StartError(whyNotStarted(outcome.log, places));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /**
   * Gives the administrator the password that is in the file, after the file was lost or cut short and made again; the
   * server's single-user mode needs none.
   */
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

  /** Restarts the server where the pool looks for it, because the machine may have ended it to free memory. */
  async function revive(): Promise<void> {
    try {
      server = await launch(server.port);
      say('The database had stopped and was started again.');
    } catch (error) {
      clearInterval(watch);
      if (ended.signal.aborted) return;
      options.onLost?.(error instanceof StartError ? error : new StartError(whyNotStarted('', places)));
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
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // Statements and details contain what people typed.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const args = ['-D', places.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // In a separate session, so that Ctrl-C in the terminal reaches the server only after the last request is answered.
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

/** How long a server may take to start (it first recovers from its log), and to stop. */
const PATIENCE_MS = { starting: 600_000, stopping: 20_000 };

/**
 * Returns our running server, which survived a kill -9 of Node. Waits for one that is starting or stopping, and ends one
 * that gets stuck.
 */
async function runningServer(data: string): Promise<RunningServer | null> {
  let found: RunningServer | null = null;
  const settled = () => {
    const file = readPidFile(data);
    const mark = file && serverMark(file.pid, data);
    if (mark && file.ready) found = { mark, port: file.port };
    return !mark || found !== null;
  };
  const stopping = () => readPidFile(data)?.stopping === true;
  await until(() => settled() || stopping(), PATIENCE_MS.starting);
  if (await until(settled, PATIENCE_MS.stopping)) return found;
  const file = readPidFile(data);
  const mark = file && serverMark(file.pid, data);
  if (mark) await stopServer(mark);
  return null;
}

function serverMark(pid: number, data: string): ProcessMark | null {
  const mark = markOf(pid);
  if (!mark) return null;
  const folder = workingFolder(pid);
  const ours = folder === null ? /postgres/.test(commandLine(pid)) : folder === data;
  return ours ? mark : null;
}

/** Returns whether the process in the file exists: somebody may have opened the data manually. */
function isInUse(data: string): boolean {
  const file = readPidFile(data);
  return file !== null && serverMark(file.pid, data) !== null;
}

/**
 * Removes the file: after a crash, another program may have the process number in it, and PostgreSQL would refuse to start.
 */
function removeStaleFile(data: string): void {
  const file = readPidFile(data);
  if (file && !isInUse(data)) rmSync(path.join(data, 'postmaster.pid'), { force: true });
}

type PidFile = { pid: number; port: number; ready: boolean; stopping: boolean };

function readPidFile(data: string): PidFile | null {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    const state = lines[7]?.trim();
    // A single-user server writes its process number with a minus sign.
    const pid = Math.abs(Number(lines[0]));
    return { pid, port: Number(lines[3]), ready: state === 'ready', stopping: state === 'stopping' };
  } catch {
    return null;
  }
}

async function stopServer(mark: ProcessMark): Promise<void> {
  const gone = () => !isRunning(mark);
  signal(mark.pid, 'SIGINT');
  if (await until(gone, 10_000)) return;
  signal(mark.pid, 'SIGQUIT');
  if (await until(gone, 5_000)) return;
  // It recovers from its log; the next start ends what it leaves behind.
  signal(mark.pid, 'SIGKILL');
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
  if (/pre-existing shared memory block/.test(log)) {
    return `A PostgreSQL process of an earlier run still uses ${places.data} and was not found. End all of PostgreSQL's processes on this machine, or restart it; then start again.`;
  }
  const line = log.split('\n').findLast((one) => /FATAL|PANIC|error while loading/.test(one));
  const reason = line?.replace(/^.*?(FATAL|PANIC):\s*/, '').trim() ?? 'no reason given';
  return `The database did not start (${reason}). More is in ${places.log}.`;
}

function whyNotAnswering(error: unknown, places: Places): string {
  return `The database in ${places.data} runs and does not answer (${errorCode(error) ?? 'no reason given'}). Start again; more is in ${places.log}.`;
}
