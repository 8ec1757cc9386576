import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PAGE = 'docs/decisions/several-servers.md';

test('each cache of a process is listed with the time that it may be stale', () => {
  const sources = execFileSync('git', ['ls-files', '--', 'app', 'components', 'db', 'lib', 'scripts'], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('scripts/bench/'));
  const caching = sources.filter((file) =>
    /\bnew LRUCache\b|\bunstable_cache\b|['"]use cache/.test(readFileSync(file, 'utf8')),
  );
  expect(caching).toContain('lib/events/known-categories.ts');
  const page = readFileSync(PAGE, 'utf8');
  expect(caching.filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
});
