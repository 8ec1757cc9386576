import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { StartError } from './start-errors';

/**
 * Returns the key that signs sessions: SESSION_SECRET, or a random one stored with the data so that sign-ins survive a
 * restart.
 */
export function sessionSecret(env: NodeJS.ProcessEnv, file: string): string {
  const given = env.SESSION_SECRET;
  if (given) {
    if (given.length >= 32) return given;
    throw new StartError(
      'SESSION_SECRET is too short to be safe. Give it at least 32 random characters, or leave it blank.',
    );
  }
  return keptSecret(file);
}

/** Reads a secret from its file, or makes one. A file truncated by a full disk is replaced. */
export function keptSecret(file: string): string {
  const kept = readIfThere(file);
  if (kept.length >= 32) return kept;
  const secret = randomBytes(32).toString('base64url');
  writePrivately(file, secret);
  return secret;
}

/** Writes a file that only this account can read, completely or not at all. */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
