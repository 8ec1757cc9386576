import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

type Lock = { packages: Record<string, { version?: string }> };
const { packages } = read('package-lock.json') as Lock;
const manifest = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>> & {
  overrides: Record<string, unknown>;
};

/** Where each copy of a package lies, and its version: a second copy deeper down counts, too. */
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

/** The oldest version of each that may be installed, and what an older one would let in. */
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

test('next-auth gets our nodemailer, and not the vulnerable line that it asks for', () => {
  expect(manifest.overrides['next-auth']).toEqual({ nodemailer: '$nodemailer' });
  expect(packages['node_modules/next-auth/node_modules/nodemailer']).toBeUndefined();
  // What remains belongs to a tool that reads mails in tests; the floors hold for it, too.
  expect(copiesOf('nodemailer').map(([place]) => place)).toEqual([
    'node_modules/mailparser/node_modules/nodemailer',
    'node_modules/nodemailer',
  ]);
});

test('every direct dependency is one exact version, the one in the lockfile', () => {
  const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(direct.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
});
