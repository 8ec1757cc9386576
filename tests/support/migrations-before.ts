import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Makes a folder with the migrations before the one whose name has this ending, so that a test can fill the database as it
 * was then and see what that migration makes of it. The folder is removed after the file's tests.
 */
export function migrationsBefore(ending: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdups-migrations-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, 'meta'));
  const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as { entries: { tag: string }[] };
  const until = journal.entries.findIndex(({ tag }) => tag.endsWith(ending));
  const entries = journal.entries.slice(0, until);
  for (const { tag } of entries) copyFileSync(`drizzle/${tag}.sql`, path.join(folder, `${tag}.sql`));
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  return folder;
}
