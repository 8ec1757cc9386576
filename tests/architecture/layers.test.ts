import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

type Source = { file: string; imports: string[] };

function sources(folder: string): Source[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => sourceOf(path.join(folder, name)));
}

function sourceOf(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)[^;]*?from '([^']+)'/gms)].map(([, from]) =>
    from!.startsWith('.') ? path.join(path.dirname(file), from!) : from!.replace(/^@\//, ''),
  );
  return { file, imports };
}

const within = (imported: string, ...folders: string[]) =>
  folders.some((folder) => imported === folder || imported.startsWith(`${folder}/`));

function offences(folder: string, isForbidden: (imported: string, source: Source) => boolean): string[] {
  return sources(folder).flatMap((source) =>
    source.imports
      .filter((imported) => isForbidden(imported, source))
      .map((imported) => `${source.file} imports ${imported}`),
  );
}

test('pages, actions and routes reach the database through use cases only', () => {
  expect(offences('app', (imported) => within(imported, 'db', 'drizzle-orm', 'postgres'))).toEqual([]);
});

test('the database knows nothing of the rooms above it', () => {
  expect(offences('db', (imported) => within(imported, 'lib', 'app', 'components', 'next', 'react'))).toEqual([]);
});

test('lib knows nothing of pages', () => {
  expect(offences('lib', (imported) => within(imported, 'app', 'components'))).toEqual([]);
});

test('rules and policies are pure: no database, no framework', () => {
  const pure = (file: string) => /\/(rules|policy)\.ts$/.test(file);
  expect(offences('lib', (imported, { file }) => pure(file) && within(imported, 'db', 'next', 'react'))).toEqual([]);
});

test('components get their actions as props and their data as types', () => {
  expect(offences('components', (imported) => within(imported, 'app', 'db', 'scripts'))).toEqual([]);
});

test('the moment is asked of the clock alone', () => {
  const asking = sources('lib')
    .map(({ file }) => file)
    // The samples are text that others run.
    .filter((file) => !['lib/platform/clock.ts', 'lib/learning-systems/link-samples.ts'].includes(file))
    .filter((file) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(asking).toEqual([]);
});

test('what jobs do outside of any request needs no framework', () => {
  const reached = new Set<string>();
  const reach = (file: string) => {
    if (reached.has(file) || !existsSync(path.join(ROOT, file))) return;
    reached.add(file);
    for (const imported of sourceOf(file).imports) {
      reach(`${imported}.ts`);
      reach(`${imported}/index.ts`);
    }
  };
  reach('lib/platform/jobs/start-jobs.ts');
  const framework = [...reached].filter((file) => sourceOf(file).imports.some((from) => within(from, 'next', 'react')));
  expect(reached.size).toBeGreaterThan(10);
  expect(framework).toEqual([]);
});
