import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const CONFIG = path.join(ROOT, '.dependency-cruiser.mjs');
const LAYERS = ['app', 'components', 'db', 'lib', 'scripts'];

type Import = { resolved: string; dependencyTypes: string[] };
type Cruise = {
  modules: { source: string; dependencies: Import[] }[];
  summary: {
    violations: { rule: { name: string }; from: string; to: string }[];
    ruleSetUsed: { forbidden: unknown[] };
  };
};

/** Reads all imports of a tree, including dynamic ones and types, and checks them against the project's rules. */
async function cruise(root: string): Promise<Cruise> {
  const tool = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [tool, '--config', CONFIG, '--output-type', 'json', ...LAYERS];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** Returns one line for each import that a rule forbids. */
function violations({ summary }: Cruise): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

let product: Cruise;
// It reads every file of the product, which a busy machine takes long for.
beforeAll(async () => {
  product = await cruise(ROOT);
}, 180_000);

test('no import breaks the walls between pages, components, rooms, and the database', () => {
  expect(product.modules.length).toBeGreaterThan(500);
  expect(violations(product)).toEqual([]);
});

/** Returns everything that these files need when they run: their imports and those files' imports, without types. */
function runtimeOf(isStart: (file: string) => boolean): Map<string, string> {
  const imports = new Map(product.modules.map(({ source, dependencies }) => [source, dependencies]));
  const reached = new Map<string, string>();
  const reach = (file: string, from: string) => {
    if (reached.has(file)) return;
    reached.set(file, from);
    for (const { resolved, dependencyTypes } of imports.get(file) ?? []) {
      if (!dependencyTypes.includes('type-only')) reach(resolved, file);
    }
  };
  for (const file of imports.keys()) if (isStart(file)) reach(file, 'the start');
  return reached;
}

const offending = (reached: Map<string, string>, pattern: RegExp) =>
  [...reached].flatMap(([file, from]) => (pattern.test(file) ? [`${from} -> ${file}`] : []));

test('components import only pure code: no database, no server', () => {
  const reached = runtimeOf((file) => file.startsWith('components/'));
  expect(reached.size).toBeGreaterThan(100);
  expect(offending(reached, /^(db|app|scripts)\/|^node_modules\/(drizzle-orm|postgres|next-auth|pino)\//)).toEqual([]);
  expect(offending(reached, /^(node:)?(fs|crypto|path|child_process|net)$/)).toEqual([]);
});

test('rules and policies import no database and no framework', () => {
  const reached = runtimeOf((file) =>
    /^lib\/(.*\/(rules|policy)|access\/(actor|capabilities|place|scope))\.ts$/.test(file),
  );
  expect(reached.size).toBeGreaterThan(10);
  expect(offending(reached, /^db\/|^node_modules\/(drizzle-orm|postgres|next|react|next-auth)\//)).toEqual([]);
});

/** Attendees claim on the busiest days, and everything that a claim needs is read with it: by the server, and by people. */
const MAX_ROOMS_OF_A_CLAIM = 15;

test('a claim reaches few rooms', () => {
  const reached = runtimeOf((file) => /^lib\/claims\/(claim-through-link|conference\/claim-sessions)\.ts$/.test(file));
  const rooms = new Set([...reached.keys()].flatMap((file) => /^lib\/([^/]+)\//.exec(file)?.[1] ?? []));
  expect(rooms).toContain('certificates');
  expect([...rooms].slice(MAX_ROOMS_OF_A_CLAIM)).toEqual([]);
});

test('the server’s own thread neither reads nor plans lists: only worker threads import what does', () => {
  const READS =
    /^lib\/(attendees\/(import\/(read-list|find-table|understand|plan)|attendance\/(read-report|plan-attendance))|conference-roster\/import\/split-list)\.ts$/;
  const server = runtimeOf((file) => /^(app|components|scripts)\//.test(file));
  expect(server.size).toBeGreaterThan(500);
  expect(offending(server, READS)).toEqual([]);
  const worker = runtimeOf((file) =>
    /^lib\/(attendees\/(import\/(read-upload|plan-upload)|attendance\/plan-reports)|conference-roster\/import\/plan-list)\.ts$/.test(
      file,
    ),
  );
  expect(offending(worker, READS)).toHaveLength(7);
  // They have no database and no settings there.
  expect(offending(worker, /^db\/|^node_modules\/(drizzle-orm|postgres|next|react|pino)\//)).toEqual([]);
});

/** A small tree with one import through each wall, and a few that are allowed. */
const BREACHES: Record<string, string> = {
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
  'package.json': '{ "dependencies": { "next": "1.0.0" } }',
  'node_modules/next/package.json': '{ "name": "next", "version": "1.0.0", "main": "index.js" }',
  'node_modules/next/index.js': 'module.exports = {};',
  'app/page.ts': "import { edit } from '@/lib/events/edit';\nexport const load = () => [edit, import('@/db/client')];",
  'components/button.tsx':
    "import type { load } from '@/app/page';\nexport const Button = (p: { load: typeof load }) => <b {...p} />;",
  'db/client.ts': "import type { edit } from '../lib/events/edit';\nexport type Client = typeof edit;",
  'scripts/start.ts': "import '@/lib/nowhere';",
  'lib/events/rules.ts': "import type { Client } from '@/db/client';\nexport type Rule = Client;",
  'lib/events/edit.ts':
    "import { clock } from '@/lib/platform/clock';\nexport const edit = () => import('@/lib/attendees/add');",
  'lib/platform/clock.ts': "import { who } from '../access/place';\nexport const clock = who;",
  'lib/platform/visit.ts': "import type { who } from '@/lib/access/actor';\nexport { Add } from '@/lib/attendees/add';",
  'lib/access/actor.ts': "export { who } from './place';",
  'lib/access/place.ts': 'export const who = 1;',
  'lib/attendees/add.ts': "import type { Page } from '@/app/page';\nexport type Add = Page;",
  'lib/attendees/print.ts': "import '@/lib/platform/pdf/files/part';\nimport '@/lib/platform/pdf/files';",
  'lib/platform/pdf/files.ts': "export { part } from './files/part';",
  'lib/platform/pdf/files/part.ts': 'export const part = 1;',
  'lib/users/one.ts': "export * from './other';",
  'lib/users/other.ts': "import './one';\nimport 'next';",
  'lib/jobs/start-jobs.ts': "import '@/lib/users/one';",
  'lib/extra/thing.ts': "import '@/lib/platform/clock';",
};

test('an import through any of the walls is found, whether it is dynamic or only of a type', async () => {
  const tree = mkdtempSync(path.join(tmpdir(), 'pdups-walls-'));
  try {
    for (const [file, text] of Object.entries(BREACHES)) {
      mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
      writeFileSync(path.join(tree, file), text);
    }
    expect(violations(await cruise(tree))).toEqual([
      'components get their actions as props and their data as types: components/button.tsx -> app/page.ts',
      'events uses only rooms that come before it: lib/events/edit.ts -> lib/attendees/add.ts',
      'every import leads somewhere: scripts/start.ts -> @/lib/nowhere',
      'every room has its place: lib/extra/thing.ts -> lib/platform/clock.ts',
      'lib knows nothing of pages: lib/attendees/add.ts -> app/page.ts',
      'no two files use each other: app/page.ts -> db/client.ts',
      'no two files use each other: app/page.ts -> lib/events/edit.ts',
      'no two files use each other: lib/users/one.ts -> lib/users/other.ts',
      'pages reach the database through use cases only: app/page.ts -> db/client.ts',
      'platform uses only rooms that come before it: lib/platform/clock.ts -> lib/access/place.ts',
      'platform uses only rooms that come before it: lib/platform/visit.ts -> lib/attendees/add.ts',
      'rules and policies are pure: lib/events/rules.ts -> db/client.ts',
      'the PDF engine is used through its doors: renderer, fonts, files, signing: lib/attendees/print.ts -> lib/platform/pdf/files/part.ts',
      'the database knows nothing of the rooms above it: db/client.ts -> lib/events/edit.ts',
      'what jobs do needs no framework: lib/jobs/start-jobs.ts -> node_modules/next/index.js',
      'who acts rests on nothing: lib/access/actor.ts -> lib/access/place.ts',
    ]);
  } finally {
    rmSync(tree, { recursive: true });
  }
});

test('only the clock knows the current time', () => {
  const asking = readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join('lib', name))
    // The samples are code that other people run.
    .filter(
      (file) =>
        !['lib/platform/clock.ts', 'lib/learning-systems/link-samples.ts', 'lib/webhooks/samples.ts'].includes(file),
    )
    .filter((file) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(asking).toEqual([]);
});
