import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { whyDriverUnpatched } from '@/db/driver';

const driver = path.join(process.cwd(), 'node_modules/postgres');

test('the patch is for the installed version', () => {
  const { version } = JSON.parse(readFileSync(path.join(driver, 'package.json'), 'utf8'));
  expect(existsSync(`patches/postgres+${version}.patch`)).toBe(true);
});

test.each(['src', 'cjs/src'])('it is applied to %s', (folder) => {
  expect(readFileSync(path.join(driver, folder, 'index.js'), 'utf8')).toContain('survivesLostConnections: true');
});

test('a driver without the patch is recognized', () => {
  expect(whyDriverUnpatched()).toBeNull();
  expect(whyDriverUnpatched({})).toContain('npm install');
});
