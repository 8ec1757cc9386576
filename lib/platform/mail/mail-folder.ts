import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Mail } from '@/db/queries/mails';

/** `20260503T180000Z-000042.eml`, so that sorting by name sorts by time. */
const NAME = /^\d{8}T\d{6}Z-\d{6,}\.eml$/;

export function emlName({ id, createdAt }: Pick<Mail, 'id' | 'createdAt'>): string {
  const moment = createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return `${moment.replaceAll(/[-:]/g, '')}-${String(id).padStart(6, '0')}.eml`;
}

/** Writes the email as a file that only this account can read, completely or not at all. */
export async function writeEml(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = path.join(folder, `.${name}.${randomUUID()}`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path.join(folder, name));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Lists the names of the emails in the folder, newest first; empty when there is no folder yet. */
export async function listEmls(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

/** Returns the bytes of one email; null for a name that is not one of ours, whatever path it spells. */
export async function readEml(folder: string, name: string): Promise<Buffer | null> {
  if (!NAME.test(name)) return null;
  return readFile(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
