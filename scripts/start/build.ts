import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Children, outputOf } from './children';
import { markOf, type ProcessMark } from './processes';
import { StartProblem, whyNotWritable, writing } from './sentences';

const FOLDERS = ['app', 'lib', 'db', 'components', 'public'];
const FILES = [
  ...['package.json', 'package-lock.json', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json'],
  ...['proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts'],
];

/** A fingerprint of everything the build is made from: the content, since a fresh clone has new times everywhere. */
export function sourcesFingerprint(root: string, env: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash('sha256');
  for (const file of [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...FILES]) {
    const full = path.join(root, file);
    if (!existsSync(full)) continue;
    const content = readFileSync(full);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  // These are written into the browser's code.
  for (const name of Object.keys(env).sort())
    if (name.startsWith('NEXT_PUBLIC_')) hash.update(`${name}=${env[name]}\0`);
  return hash.digest('hex');
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Where the build lies, and the note of what it was made from. */
function buildPlaces(root: string) {
  const folder = path.join(root, process.env.NEXT_DIST_DIR ?? '.next');
  return { folder, stamp: path.join(folder, 'built-from') };
}

export function isBuilt(root: string, fingerprint: string): boolean {
  const { folder, stamp } = buildPlaces(root);
  return existsSync(path.join(folder, 'BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

type Options = {
  root: string;
  children: Children;
  say: (line: string) => void;
  onStart: (mark: ProcessMark) => void;
  /** The build's command, for tests. */
  command?: string[];
};

/** Builds when the sources are not those of the last build. What a build prints is shown only when it fails. */
export async function buildIfChanged({ root, children, say, onStart, command }: Options): Promise<void> {
  const fingerprint = sourcesFingerprint(root);
  if (isBuilt(root, fingerprint)) return;
  say('Building (takes about a minute; the next start will not need it)…');
  const { folder, stamp } = buildPlaces(root);
  await writing(folder, () => {
    mkdirSync(folder, { recursive: true });
    rmSync(stamp, { force: true });
  });

  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, command ?? [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that its workers can be ended with it.
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  children.track(child);
  const mark = child.pid === undefined ? null : markOf(child.pid);
  if (mark) onStart(mark);
  const { code, output } = await outputOf(child);
  if (code !== 0) throw new StartProblem(whyNotBuilt(output, code, folder));
  await writing(folder, () => writeFileSync(stamp, fingerprint));
}

function whyNotBuilt(output: string, code: number | null, folder: string): string {
  for (const systemCode of ['ENOSPC', 'EROFS', 'EACCES']) {
    if (output.includes(systemCode)) return whyNotWritable(Object.assign(new Error(), { code: systemCode }), folder)!;
  }
  if (/No space left on device/i.test(output)) {
    return whyNotWritable(Object.assign(new Error(), { code: 'ENOSPC' }), folder)!;
  }
  if (code === null) {
    return 'The build was ended from outside, most likely because memory ran out (it needs about 1 GB). Free some, then start again.';
  }
  return `${output.trim()}\n\nThe build failed; the reason stands above. Undo the last change to the sources or correct it, then start again.`;
}
