import { spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Children, outputOf } from './children';
import { markOf, type ProcessMark } from './processes';
import { StartError, whyNotWritable, writing } from './start-errors';

const FOLDERS = ['app', 'lib', 'db', 'components', 'public'];
const FILES = [
  ...['package.json', 'package-lock.json', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json'],
  ...['proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts'],
];

/** Returns a fingerprint of everything the build is made from: the content, since a fresh clone has new times everywhere. */
export function sourcesFingerprint(root: string, env: NodeJS.ProcessEnv = process.env): string {
  const hash = createHash('sha256');
  for (const file of [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...FILES]) {
    const full = path.join(root, file);
    if (!existsSync(full)) continue;
    const content = readFileSync(full);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  // These are compiled into the browser's code.
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

/** Returns the location of the build, and of the note about what it was made from. */
function buildPlaces(root: string) {
  const folder = path.join(root, process.env.NEXT_DIST_DIR ?? '.next');
  return { folder, stamp: path.join(folder, 'built-from') };
}

export function isBuilt(root: string, fingerprint: string): boolean {
  const { folder, stamp } = buildPlaces(root);
  return existsSync(path.join(folder, 'BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/**
 * Names the build, so that the browser notices a page of a different build and reloads it completely. The same sources have
 * the same name on every machine. Next.js accepts at most 32 characters.
 */
const deploymentId = (fingerprint: string) => fingerprint.slice(0, 20);

/**
 * Returns the key, in Base64, that names server actions and encrypts what pages send to them. It is derived from the secret
 * that all servers share, so separate builds accept each other's forms; undefined lets Next.js generate one. Either way it
 * is part of the build (docs/decisions/several-servers.md).
 */
function serverActionKey(env: NodeJS.ProcessEnv): string | undefined {
  if (env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY) return env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
  return env.SESSION_SECRET && createHmac('sha256', env.SESSION_SECRET).update('server actions').digest('base64');
}

/** Returns the build's environment, which is its input besides the sources. */
export function buildEnvironment(env: NodeJS.ProcessEnv, fingerprint: string): NodeJS.ProcessEnv {
  const key = serverActionKey(env);
  return {
    ...env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_DEPLOYMENT_ID: deploymentId(fingerprint),
    ...(key && { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key }),
  };
}

/**
 * Makes Next.js serve the build as it was built: under its own name and with the key in it. Values from the environment
 * would make copies of one build differ.
 */
export function serveAsBuilt(root: string, env: NodeJS.ProcessEnv): void {
  const { stamp } = buildPlaces(root);
  env.NEXT_DEPLOYMENT_ID = deploymentId(readFileSync(stamp, 'utf8'));
  delete env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
}

/** Refuses to serve sources that have not been built. */
export function requireBuild(root: string): void {
  if (isBuilt(root, sourcesFingerprint(root))) return;
  throw new StartError(
    'These sources are not built yet. Run npm run build once; every server can use that build or a copy of the folder.',
  );
}

type Options = {
  root: string;
  children: Children;
  say: (line: string) => void;
  onStart?: (mark: ProcessMark) => void;
  /** The build's command, for tests. */
  command?: string[];
};

/** Builds when the sources have changed since the last build. The build's output is shown only when it fails. */
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
    // In a separate process group, so that its workers can be ended with it.
    detached: true,
    env: buildEnvironment(process.env, fingerprint),
  });
  children.track(child);
  const mark = child.pid === undefined ? null : markOf(child.pid);
  if (mark) onStart?.(mark);
  const { code, output } = await outputOf(child);
  if (code !== 0) throw new StartError(whyNotBuilt(output, code, folder));
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
  return `${output.trim()}\n\nThe build failed; the reason is above. Undo or fix the last source change, then start again.`;
}
