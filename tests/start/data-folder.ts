import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];

/** Creates a new data folder of the kind that `npm start` makes. */
export function newDataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdups-start-'));
  folders.push(folder);
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o711 });
  return data;
}

export function removeDataFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
