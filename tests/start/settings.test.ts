import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { addressReader } from '@/scripts/start/client-address';
import { Ending } from '@/scripts/start/ending';
import { claimPort } from '@/scripts/start/port';
import { sessionSecret } from '@/scripts/start/secret';
import { whyNotWritable, writing } from '@/scripts/start/sentences';
import { readSettings } from '@/scripts/start/settings';
import { newDataFolder, removeDataFolders } from './data-folder';

afterAll(removeDataFolders);

const read = (env: Record<string, string>, args?: string[]) =>
  readSettings({ NODE_ENV: 'test', ...env }, '/srv/pdups', args);

test('without settings it serves on 3000 with its data beside it', () => {
  expect(read({})).toMatchObject({ port: 3000, dataDir: '/srv/pdups/.data', dev: false, host: undefined });
  expect(read({ PORT: '0', DATA_DIR: '/var/lib/pdups' }, ['--dev'])).toMatchObject({
    port: 0,
    dataDir: '/var/lib/pdups',
    dev: true,
  });
});

test.each(['abc', '-1', '65536', '3000.5', '0x10', '99999'])('PORT=%s is a sentence', (port) => {
  expect(() => read({ PORT: port })).toThrow(`PORT is "${port}"`);
});

test.each(['pdups.example.org', 'ftp://x', 'https://x/path', 'https://me:pw@x'])('APP_URL=%s is a sentence', (url) => {
  expect(() => read({ APP_URL: url })).toThrow('APP_URL must be');
});

test('a proxy that is no address is a sentence', () => {
  expect(() => addressReader(['10.0.0.0/33'])).toThrow('TRUST_PROXY holds "10.0.0.0/33"');
  expect(() => addressReader(['proxy'])).toThrow('TRUST_PROXY');
});

test.each([
  ['SUPPORT_ADDRESS', 'nobody', 'SUPPORT_ADDRESS must be an e-mail address'],
  ['DATABASE_POOL', 'many', 'DATABASE_POOL must be a number from 1 to 200'],
  ['DATABASE_POOL', '500', 'DATABASE_POOL must be a number from 1 to 200'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"'],
])('%s=%s is a sentence', (name, value, sentence) => {
  expect(() => read({ [name]: value })).toThrow(sentence);
});

test('settings of a file .env hold where the environment says nothing, the log level too', () => {
  const root = newDataFolder();
  writeFileSync(path.join(root, '.env'), 'LOG_LEVEL=error\nMAIL_FROM=file@example.org\n');
  // A process of its own: the one of a test has an environment that Node's reader of such files does not see.
  const script = `require('./scripts/start/settings').loadEnvFile(process.argv[1]);
    console.log(require('./lib/platform/log').log.level, process.env.MAIL_FROM)`;
  const { LOG_LEVEL: _, ...others } = process.env;
  const said = execFileSync(process.execPath, ['--import', 'tsx', '-e', script, root], {
    env: { ...others, MAIL_FROM: 'environment@example.org' } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('error environment@example.org');
});

test('a busy port is a sentence that names another', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  await expect(claimPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use`);
  await new Promise((done) => other.close(done));
  expect(await claimPort(port, '127.0.0.1')).toBe(port);
  await expect(claimPort(0, '203.0.113.1')).rejects.toThrow('not an address of this machine');
});

test('the secret is made once, kept private, and made anew when a full disk cut it short', () => {
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

test('what cannot be written is a sentence', async () => {
  const refused = (code: string) => Object.assign(new Error('x'), { code });
  expect(whyNotWritable(refused('ENOSPC'), '/data')).toMatch(/disk is full/);
  expect(whyNotWritable(refused('EROFS'), '/data')).toMatch(/read-only/);
  expect(whyNotWritable(refused('EACCES'), '/data')).toMatch(/may not be written/);
  // The build's folder is no place that DATA_DIR moves.
  expect(whyNotWritable(refused('EACCES'), '/srv/pdups/.next')).toMatch(/move the project/);
  await expect(writing('/data', () => Promise.reject(refused('ENOSPC')))).rejects.toThrow('no room to write /data');
  await expect(writing('/data', () => Promise.reject(new Error('other')))).rejects.toThrow('other');
});

test('everything ends in reverse order, once, whatever fails', async () => {
  const ended: string[] = [];
  const ending = new Ending((name) => ended.push(`${name} failed`));
  ending.add('lock', () => void ended.push('lock'));
  ending.add('database', () => Promise.reject(new Error('x')));
  const takeOff = ending.add('build', () => void ended.push('build'));
  ending.add('server', () => void ended.push('server'));
  takeOff();
  await Promise.all([ending.all(), ending.all()]);
  expect(ended).toEqual(['server', 'database failed', 'lock']);
});
