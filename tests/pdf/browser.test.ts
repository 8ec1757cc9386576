import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { log } from '@/lib/platform/log';
import { startBrowser, whyNoBrowser } from '@/lib/platform/pdf/browser';
import { unpackChromium } from '@/lib/platform/pdf/bundled-chromium';
import { sharedInProcess } from '@/lib/platform/shared';

jest.setTimeout(120_000);

const folder = mkdtempSync(path.join(tmpdir(), 'pdups-browser-'));
const learnt = sharedInProcess<{ choice: unknown; sandbox: boolean }>('pdf.browser', () => {
  throw new Error('no browser');
});
const before = { ...learnt, level: log.level, executable: process.env.PUPPETEER_EXECUTABLE_PATH };

/** A program in place of the browser, on a machine whose sandbox nothing is known of yet. */
function printWith(script: string): void {
  const file = path.join(folder, 'chrome');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env.PUPPETEER_EXECUTABLE_PATH = file;
  Object.assign(learnt, { choice: undefined, sandbox: true });
}

beforeAll(() => {
  log.level = 'silent';
});
afterAll(() => {
  log.level = before.level;
  Object.assign(learnt, { choice: before.choice, sandbox: before.sandbox });
  if (before.executable === undefined) delete process.env.PUPPETEER_EXECUTABLE_PATH;
  else process.env.PUPPETEER_EXECUTABLE_PATH = before.executable;
  rmSync(folder, { recursive: true, force: true });
});

test('where the system has no user namespaces the browser starts without its sandbox', async () => {
  const { executablePath, libraries } = await unpackChromium();
  printWith(
    `case "$*" in *--no-sandbox*) LD_LIBRARY_PATH='${libraries}' exec '${executablePath}' "$@";; esac
     echo 'FATAL:zygote_host_impl_linux.cc(129)] No usable sandbox! If you are running on Ubuntu' >&2; exit 1`,
  );
  const { browser, kill } = await startBrowser();
  expect(await browser.version()).toContain('Chrome');
  await kill();
  expect(learnt.sandbox).toBe(false);
});

test('a browser that lacks a library names it', async () => {
  printWith("echo 'chrome: error while loading shared libraries: libfoo.so.1: cannot open' >&2; exit 127");
  expect(await whyNoBrowser()).toContain('lacks the shared library libfoo.so.1');
});

test('a program that is no browser is told as that', async () => {
  printWith('exit 0');
  expect(await whyNoBrowser()).toContain('did not start; try PUPPETEER_EXECUTABLE_PATH');
});
