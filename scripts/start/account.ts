import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { StartError } from './start-errors';

/**
 * Runs PostgreSQL's programs. PostgreSQL refuses to run as root (a security hole in it would expose the whole machine), so
 * as root they run as an existing account with fewer rights.
 */
export type Account = {
  name: string;
  spawn(program: string, args: string[], options?: SpawnOptions): ChildProcess;
  /** Makes the account the owner of a file or folder. */
  own(place: string): void;
};

type Entry = { name: string; uid: number; gid: number };

/** The account this process runs as. */
const ownAccount: Account = { name: 'this account', spawn, own() {} };

/**
 * Chooses the account. `existingData` is the folder of an earlier start, whose owner stays the owner. `initdb` is tried
 * first, because the account may have no access to the folder that contains the project.
 */
export function serverAccount(initdb: string, existingData: string, dataDir: string): Account {
  if (process.getuid?.() !== 0) return ownAccount;
  const entry = chooseEntry(existingData, dataDir);
  const own = (place: string) => chownSync(place, entry.uid, entry.gid);

  // Prints its settings and creates nothing, but looks for its companion programs like a real run.
  const trial = ['--show', '--pgdata', existingData];
  const plain = { uid: entry.uid, gid: entry.gid, cwd: '/' };
  if (
    spawnSync(initdb, trial, { ...plain, stdio: 'ignore' }).status === 0 &&
    mayEnter(existsSync(existingData) ? existingData : dataDir, plain)
  ) {
    return { name: entry.name, own, spawn: (file, args, options = {}) => spawn(file, args, { ...plain, ...options }) };
  }
  // Only reading and traversing folders is missing; containers often grant only the broader right.
  for (const right of ['dac_read_search', 'dac_override']) {
    const words = [
      ...['--reuid', String(entry.uid), '--regid', String(entry.gid), '--clear-groups'],
      ...['--inh-caps', `+${right}`, '--ambient-caps', `+${right}`],
      // PostgreSQL checks its programs with access(2), which otherwise ignores such rights.
      ...['--securebits', '+no_setuid_fixup', '--'],
    ];
    if (spawnSync('setpriv', [...words, initdb, ...trial], { cwd: '/', stdio: 'ignore' }).status === 0) {
      return {
        name: entry.name,
        own,
        spawn: (file, args, options = {}) => spawn('setpriv', [...words, file, ...args], { cwd: '/', ...options }),
      };
    }
  }
  throw new StartError(
    `PostgreSQL may not run as root, and the account "${entry.name}" cannot reach ${dataDir}. Move the project to a folder that others may enter (such as /srv/pdups), start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function chooseEntry(existingData: string, dataDir: string): Entry {
  for (const place of [existingData, dataDir]) {
    const uid = ownerOf(place);
    const entry = uid ? lookUp(String(uid)) : null;
    if (entry) return entry;
    if (uid && place === existingData) {
      throw new StartError(
        `${existingData} belongs to an account that this machine does not know (number ${uid}). Give it to one it knows, for example: chown -R postgres ${existingData}`,
      );
    }
  }
  const entry = lookUp('postgres') ?? lookUp('nobody');
  if (entry) return entry;
  throw new StartError(
    'PostgreSQL may not run as root, and this machine has no account named postgres or nobody. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function ownerOf(place: string): number | null {
  try {
    return statSync(place).uid;
  } catch {
    return null;
  }
}

/** Looks up an account by name or number, never root. */
function lookUp(key: string): Entry | null {
  const entries = [readPasswd(), ...(hasLine(key) ? [] : [askSystem(key)])].join('\n').split('\n');
  for (const line of entries) {
    const [name, , uid, gid] = line.split(':');
    if ((name === key || uid === key) && Number(uid) > 0) return { name: name!, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

function hasLine(key: string): boolean {
  return readPasswd()
    .split('\n')
    .some((line) => line.split(':')[0] === key || line.split(':')[2] === key);
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}

/** Asks the system, because accounts may also be in a directory service. */
function askSystem(key: string): string {
  try {
    return execFileSync('getent', ['passwd', key], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

function mayEnter(folder: string, as: { uid: number; gid: number; cwd: string }): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...as, stdio: 'ignore' }).status === 0;
}
