import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { addressReader } from '@/scripts/start/client-address';
import { claimPort } from '@/scripts/start/port';
import { sessionSecret } from '@/scripts/start/secret';
import { readSettings } from '@/scripts/start/settings';
import { Shutdown } from '@/scripts/start/shutdown';
import { whyNotWritable, writing } from '@/scripts/start/start-errors';
import { newDataFolder, removeDataFolders } from './data-folder';

afterAll(removeDataFolders);

const read = (env: Record<string, string>, args?: string[]) =>
  readSettings({ NODE_ENV: 'test', ...env }, '/srv/pdups', args);

test('without settings it serves on port 3000 with its data in the project’s folder', () => {
  expect(read({})).toMatchObject({ port: 3000, dataDir: '/srv/pdups/.data', dev: false, host: undefined });
  expect(read({ PORT: '0', DATA_DIR: '/var/lib/pdups' }, ['--dev'])).toMatchObject({
    port: 0,
    dataDir: '/var/lib/pdups',
    dev: true,
  });
});

test.each(['abc', '-1', '65536', '3000.5', '0x10', '99999'])('PORT=%s is refused', (port) => {
  expect(() => read({ PORT: port })).toThrow(`PORT is "${port}"`);
});

test.each(['pdups.example.org', 'ftp://x', 'https://x/path', 'https://me:pw@x'])('APP_URL=%s is refused', (url) => {
  expect(() => read({ APP_URL: url })).toThrow('APP_URL must be');
});

test('an account for the owner without one for the application gets a sentence', () => {
  expect(() => read({ DATABASE_OWNER_URL: 'postgres://owner@db/pdups' })).toThrow('without DATABASE_URL');
});

test('a direct address without one through the pooler gets a sentence', () => {
  expect(() => read({ DATABASE_DIRECT_URL: 'postgres://pdups@db/pdups' })).toThrow('without DATABASE_URL');
});

test.each(['16', '-1', 'soon'])('DRAIN_SECONDS=%s is refused', (seconds) => {
  expect(() => read({ DRAIN_SECONDS: seconds })).toThrow('number from 0 to 15');
  expect(read({}).drainSeconds).toBe(5);
});

test('a proxy that is not an address gets a sentence', () => {
  expect(() => addressReader(['10.0.0.0/33'])).toThrow('TRUST_PROXY holds "10.0.0.0/33"');
  expect(() => addressReader(['proxy'])).toThrow('TRUST_PROXY');
});

test.each([
  ['SUPPORT_ADDRESS', 'nobody', 'SUPPORT_ADDRESS must be an email address'],
  ['DATABASE_POOL', 'many', 'DATABASE_POOL must be a number from 1 to 200'],
  ['DATABASE_POOL', '500', 'DATABASE_POOL must be a number from 1 to 200'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"'],
])('%s=%s is refused', (name, value, sentence) => {
  expect(() => read({ [name]: value })).toThrow(sentence);
});

test('settings in a .env file apply where the environment has none, including the log level', () => {
  const root = newDataFolder();
  writeFileSync(path.join(root, '.env'), 'LOG_LEVEL=error\nMAIL_FROM=file@example.org\n');
  // Runs in a separate process, because Node's reader of such files does not see the environment of a jest test.
  const script = `require('./scripts/start/settings').loadEnvFile(process.argv[1]);
    console.log(require('./lib/platform/log').log.level, process.env.MAIL_FROM)`;
  const { LOG_LEVEL: _, ...others } = process.env;
  const said = execFileSync(process.execPath, ['--import', 'tsx', '-e', script, root], {
    env: { ...others, MAIL_FROM: 'environment@example.org' } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('error environment@example.org');
});

test('a busy port gets a sentence that suggests another', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  await expect(claimPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use`);
  await new Promise((done) => other.close(done));
  expect(await claimPort(port, '127.0.0.1')).toBe(port);
  await expect(claimPort(0, '203.0.113.1')).rejects.toThrow('not an address of this machine');
});

test('the secret is made once and stays private, and is made again if a full disk cut it short', () => {
  const file = path.join(newDataFolder(), 'secret');
  const secret = sessionSecret({ NODE_ENV: 'test' }, file);
  expect(secret).toHaveLength(43);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(sessionSecret({ NODE_ENV: 'test' }, file)).toBe(secret);
  writeFileSync(file, '');
  expect(sessionSecret({ NODE_ENV: 'test' }, file)).not.toBe(secret);
  expect(readFileSync(file, 'utf8')).toHaveLength(43);
  expect(() => sessionSecret({ NODE_ENV: 'test', SESSION_SECRET: 'short' }, file)).toThrow('at least 32');
});

test('a folder that cannot be written gets a sentence', async () => {
  const refused = (code: string) => Object.assign(new Error('x'), { code });
  expect(whyNotWritable(refused('ENOSPC'), '/data')).toMatch(/disk is full/);
  expect(whyNotWritable(refused('EROFS'), '/data')).toMatch(/read-only/);
  expect(whyNotWritable(refused('EACCES'), '/data')).toMatch(/may not be written/);
  // DATA_DIR does not move the build's folder.
  expect(whyNotWritable(refused('EACCES'), '/srv/pdups/.next')).toMatch(/move the project/);
  await expect(writing('/data', () => Promise.reject(refused('ENOSPC')))).rejects.toThrow('no room to write /data');
  await expect(writing('/data', () => Promise.reject(new Error('other')))).rejects.toThrow('other');
});

test('everything ends in reverse order, once, even if something fails', async () => {
  const ended: string[] = [];
  const shutdown = new Shutdown((name) => ended.push(`${name} failed`));
  shutdown.add('lock', () => void ended.push('lock'));
  shutdown.add('database', () => Promise.reject(new Error('x')));
  const takeOff = shutdown.add('build', () => void ended.push('build'));
  shutdown.add('server', () => void ended.push('server'));
  takeOff();
  await Promise.all([shutdown.all(), shutdown.all()]);
  expect(ended).toEqual(['server', 'database failed', 'lock']);
});
