import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { log } from '@/lib/platform/log';
import { chooseBrowser, type Machine, startBrowser } from '@/lib/platform/pdf/rendering/browser';
import { unpackChromium } from '@/lib/platform/pdf/rendering/bundled-chromium';
import { sharedInProcess } from '@/lib/platform/shared';

jest.setTimeout(120_000);

const folder = mkdtempSync(path.join(tmpdir(), 'pdups-browser-'));
const learnt = sharedInProcess<{ choice: unknown; sandbox: boolean; proven: boolean }>('pdf.browser', () => {
  throw new Error('no browser');
});
const before = { ...learnt };
const { level } = log;
const executable = process.env.PUPPETEER_EXECUTABLE_PATH;

/** Writes a program that stands in for a browser. */
function program(name: string, script: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Prints with this program as the browser from the settings, on a machine whose sandbox has not been checked yet. */
function printWith(script: string): void {
  process.env.PUPPETEER_EXECUTABLE_PATH = program('chrome', script);
  Object.assign(learnt, { choice: undefined, sandbox: true });
}

/** Returns a script that becomes the packaged browser. */
async function realBrowser(): Promise<string> {
  const { executablePath, libraries } = await unpackChromium();
  return `LD_LIBRARY_PATH='${libraries}' exec '${executablePath}' "$@"`;
}

/** Returns a machine with its own browser and with this script instead of the packaged one. */
function machineWith({ system, packaged }: { system?: string; packaged: string }): Machine {
  const root = mkdtempSync(path.join(folder, 'root-'));
  const home = path.join(root, 'node_modules/@sparticuz/chromium');
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{"version":"0.0.0"}');
  writeFileSync(path.join(home, 'bin/chromium.br'), brotliCompressSync(`#!/bin/sh\n${packaged}\n`));
  writeFileSync(path.join(home, 'bin/al2023.tar.br'), brotliCompressSync(Buffer.alloc(1_024)));
  return { root, systemPaths: ['/nonexistent', ...(system === undefined ? [] : [program('system', system)])] };
}

beforeAll(() => {
  log.level = 'silent';
});
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(learnt, before);
  delete process.env.PUPPETEER_EXECUTABLE_PATH;
});
afterAll(() => {
  log.level = level;
  if (executable !== undefined) process.env.PUPPETEER_EXECUTABLE_PATH = executable;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
});

test('the packaged browser is preferred to one of the system', async () => {
  const { systemPaths } = machineWith({ system: await realBrowser(), packaged: 'exit 1' });
  expect(await chooseBrowser({}, { root: process.cwd(), systemPaths })).toMatchObject({ from: 'package' });
});

test('a browser named in the settings is used, or refused with a sentence', async () => {
  const named = program('named', 'exit 0');
  const choice = await chooseBrowser({ PUPPETEER_EXECUTABLE_PATH: named });
  expect(choice).toEqual({ from: 'PUPPETEER_EXECUTABLE_PATH', executablePath: named });
  const missing = chooseBrowser({ PUPPETEER_EXECUTABLE_PATH: '/nonexistent' });
  await expect(missing).rejects.toThrow('PUPPETEER_EXECUTABLE_PATH names /nonexistent, which is not a program');
});

test('if the packaged browser cannot run, one of the system prints, and the log says which and why', async () => {
  const warned = jest.spyOn(log, 'warn').mockImplementation(() => {});
  const packaged = "echo 'chromium: error while loading shared libraries: libfoo.so.1: cannot open' >&2; exit 127";
  const machine = machineWith({ system: 'exit 0', packaged });
  expect(await chooseBrowser({}, machine)).toEqual({ from: 'system', executablePath: path.join(folder, 'system') });
  expect(warned).toHaveBeenCalledWith(
    { browser: path.join(folder, 'system'), why: expect.stringContaining('libfoo.so.1') },
    expect.stringContaining('packaged one cannot run'),
  );
});

test('if no browser can run, there is one sentence', async () => {
  const library = "echo 'chromium: error while loading shared libraries: libfoo.so.1: cannot open' >&2; exit 127";
  await expect(chooseBrowser({}, machineWith({ packaged: library }))).rejects.toThrow(
    'lacks the shared library libfoo',
  );
  // The exit code on a processor of another kind.
  const alien = chooseBrowser({}, machineWith({ packaged: 'exit 126' }));
  await expect(alien).rejects.toThrow('does not run on this machine: install Chrome or Chromium');
});

test('if a packaged browser prints its version but does not start, one of the system is used', async () => {
  const warned = jest.spyOn(log, 'warn').mockImplementation(() => {});
  const machine = machineWith({ system: await realBrowser(), packaged: 'test "$*" = --version' });
  Object.assign(learnt, { choice: undefined, proven: false });
  const { browser, kill } = await startBrowser(machine);
  expect(await browser.version()).toContain('Chrome');
  await kill();
  expect(await learnt.choice).toMatchObject({ from: 'system' });
  expect(warned).toHaveBeenCalledWith(
    { browser: path.join(folder, 'system'), why: expect.stringContaining('did not start') },
    expect.any(String),
  );
});

/**
 * Starts a server in a separate process that starts a browser, prints a line about it, and then runs the given code.
 */
function serverThat(does: string, temporary: string) {
  const script = `require('./lib/platform/pdf/rendering/browser.ts').startBrowser().then(async ({ kill }) => {
    console.log('started');
    ${does}
  });`;
  return spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    // The folder for temporary files is read from the environment with which the process started.
    env: { ...process.env, TMPDIR: temporary, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('the next start removes the folders of killed servers, and not those of others', async () => {
  const temporary = mkdtempSync(path.join(folder, 'tmp-'));
  const folders = () => readdirSync(temporary).filter((name) => name.startsWith('pdups-pdf-'));
  const servers = ['killed', 'running'].map(() => serverThat('await new Promise(() => {});', temporary));
  const ends = servers.map((server) => once(server, 'exit'));
  await Promise.all(servers.map((server) => once(server.stdout!, 'data')));
  const [killed, running] = servers.map(({ pid }) => folders().filter((name) => name.includes(`-${pid}-`)));
  expect([killed, running]).toEqual([[expect.any(String)], [expect.any(String)]]);
  servers[0]!.kill('SIGKILL');
  await ends[0];

  const next = serverThat('await kill();', temporary);
  await once(next, 'exit');
  expect(folders()).toEqual(running);
  servers[1]!.kill('SIGKILL');
  await ends[1];
});

test('if the system has no user namespaces, the browser starts without its sandbox', async () => {
  printWith(
    `case "$*" in *--no-sandbox*) ${await realBrowser()};; esac
     echo 'FATAL:zygote_host_impl_linux.cc(129)] No usable sandbox! If you are running on Ubuntu' >&2; exit 1`,
  );
  const { browser, kill } = await startBrowser();
  expect(await browser.version()).toContain('Chrome');
  await kill();
  expect(learnt.sandbox).toBe(false);
});

test('a browser without a library that it needs names the library', async () => {
  printWith("echo 'chrome: error while loading shared libraries: libfoo.so.1: cannot open' >&2; exit 127");
  await expect(startBrowser()).rejects.toThrow('lacks the shared library libfoo.so.1');
});

test('a program that is not a browser is reported as that', async () => {
  printWith('exit 0');
  await expect(startBrowser()).rejects.toThrow('did not start; try PUPPETEER_EXECUTABLE_PATH');
});
