import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SUBJECT_OF } from '@/lib/audit/entries';

const ROOT = path.resolve(__dirname, '../..');

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));
}

test('every action that the log can record is asserted by a test', () => {
  const asserted = new Set(
    filesIn('tests').flatMap((text) =>
      [...text.matchAll(/expectAudit\(\s*[\w.]+,\s*'([\w.]+)'/g)].map(([, action]) => action),
    ),
  );
  expect(Object.keys(SUBJECT_OF).filter((action) => !asserted.has(action))).toEqual([]);
});

test('every action that the log can record is written somewhere', () => {
  const code = filesIn('lib').filter((text) => !text.includes('export const SUBJECT_OF'));
  expect(Object.keys(SUBJECT_OF).filter((action) => !code.some((text) => text.includes(`'${action}'`)))).toEqual([]);
});
