import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer';
import { log } from '../log';
import { sharedInProcess } from '../shared';
import { unpackChromium } from './bundled-chromium';
import { chromiumFlags } from './flags';
import { TEXT_FACE } from './fonts/faces';

/** Which browser prints, and where that choice came from. */
export type BrowserChoice = { from: 'PUPPETEER_WS_ENDPOINT'; wsEndpoint: string } | LocalBrowser;

type LocalBrowser = {
  from: 'PUPPETEER_EXECUTABLE_PATH' | 'system' | 'package';
  executablePath: string;
  /** Set where the system lacks libraries that the package brings along. */
  libraries?: string;
};

/** A started browser, and how to end it for good. */
export type StartedBrowser = { browser: Browser; kill: () => Promise<void> };

/** What an operator has to put right before anything can be printed; `message` is the one sentence to show. */
export class BrowserUnusable extends Error {
  override readonly name = 'BrowserUnusable';
}

const SYSTEM_PATHS = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The remote browser of the settings, the browser of the settings, one of this machine, else the npm package's. */
export async function chooseBrowser(env: NodeJS.ProcessEnv = process.env): Promise<BrowserChoice> {
  if (env.PUPPETEER_WS_ENDPOINT) return { from: 'PUPPETEER_WS_ENDPOINT', wsEndpoint: env.PUPPETEER_WS_ENDPOINT };
  if (env.PUPPETEER_EXECUTABLE_PATH) {
    const executablePath = env.PUPPETEER_EXECUTABLE_PATH;
    if (!(await isExecutable(executablePath))) {
      throw new BrowserUnusable(
        `PUPPETEER_EXECUTABLE_PATH names ${executablePath}, which is not a program; correct it or unset it.`,
      );
    }
    return { from: 'PUPPETEER_EXECUTABLE_PATH', executablePath };
  }
  for (const executablePath of SYSTEM_PATHS) {
    if (await isExecutable(executablePath)) return { from: 'system', executablePath };
  }
  return packagedBrowser();
}

async function packagedBrowser(): Promise<BrowserChoice> {
  if (process.platform !== 'linux') {
    throw new BrowserUnusable(
      'Certificates need Chrome or Chromium on this machine: install it, or set PUPPETEER_EXECUTABLE_PATH to its program.',
    );
  }
  const { executablePath, libraries } = await unpackChromium().catch((error: NodeJS.ErrnoException) => {
    throw new BrowserUnusable(
      error.code === 'ENOSPC'
        ? 'The disk is full: the browser that prints certificates needs about 220 MB to unpack; free some space and start again.'
        : `The browser that prints certificates could not be unpacked (${error.message}); run npm install again.`,
      { cause: error },
    );
  });
  const missing = await missingLibrary(executablePath);
  if (!missing) return { from: 'package', executablePath };
  const stillMissing = await missingLibrary(executablePath, libraries);
  if (!stillMissing) return { from: 'package', executablePath, libraries };
  throw new BrowserUnusable(
    `The browser that prints certificates lacks the shared library ${stillMissing}: install it with the system's package manager, or install Chrome or Chromium.`,
  );
}

/** The first shared library that the dynamic linker does not find, or null when the program starts. */
function missingLibrary(executablePath: string, libraries?: string): Promise<string | null> {
  return new Promise((resolve) => {
    const env = { ...childEnvironment(), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
    execFile(executablePath, ['--version'], { env, timeout: 20_000 }, (_error, _stdout, stderr) => {
      resolve(missingLibraryIn(stderr));
    });
  });
}

function missingLibraryIn(said: string): string | null {
  return /error while loading shared libraries: ([^\s:]+)/.exec(said)?.[1] ?? null;
}

/** Null when a browser can be started; otherwise one sentence that says what to do. For the start-up check. */
export async function whyNoBrowser(): Promise<string | null> {
  try {
    const { kill } = await startBrowser();
    await kill();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the last start taught about this machine; kept so that it is asked, and logged, once. */
const learnt = sharedInProcess('pdf.browser', () => ({
  choice: undefined as Promise<BrowserChoice> | undefined,
  sandbox: process.getuid?.() !== 0,
  swept: false,
}));

/** Starts (or, for a remote one, connects to) the browser that prints. */
export async function startBrowser(): Promise<StartedBrowser> {
  learnt.choice ??= chooseBrowser();
  const choice = await learnt.choice.catch((error: unknown) => {
    learnt.choice = undefined;
    throw error;
  });
  if ('wsEndpoint' in choice) return connect(choice.wsEndpoint);
  try {
    return await launch(choice, learnt.sandbox);
  } catch (error) {
    const said = await lastWords(choice, learnt.sandbox);
    if (!learnt.sandbox || !/sandbox/i.test(said)) throw await unusable(choice, said, error);
    // Unprivileged user namespaces are off on this kernel (Ubuntu's AppArmor rule, many containers).
    const started = await launch(choice, false).catch(async (second: unknown) => {
      throw await unusable(choice, await lastWords(choice, false), second);
    });
    learnt.sandbox = false;
    log.warn('Chromium runs without its sandbox: this system does not let ordinary users have user namespaces.');
    return started;
  }
}

/** What the program says when it cannot start. puppeteer keeps that to itself, so it is started once more and asked. */
async function lastWords({ executablePath, libraries }: LocalBrowser, sandbox: boolean): Promise<string> {
  const profile = await mkdtemp(path.join(tmpdir(), `pdups-pdf-${process.pid}-`)).catch(() => null);
  if (!profile) return '';
  const env = { ...childEnvironment(), HOME: profile, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
  const args = [...chromiumFlags(sandbox), '--headless', `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'];
  const said = await new Promise<string>((resolve) => {
    execFile(executablePath, args, { env, timeout: 20_000 }, (_error, _stdout, stderr) => resolve(stderr));
  });
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {});
  return said;
}

async function unusable({ executablePath }: LocalBrowser, said: string, error: unknown): Promise<BrowserUnusable> {
  const library = missingLibraryIn(said);
  if (library) {
    return new BrowserUnusable(
      `${executablePath} lacks the shared library ${library}: install it with the system's package manager.`,
      { cause: error },
    );
  }
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC' || (await isFull(tmpdir()))) {
    return new BrowserUnusable(
      `The disk is full: the browser that prints certificates needs a few MB in ${tmpdir()}; free some space and start again, or set TMPDIR to another folder.`,
      { cause: error },
    );
  }
  return new BrowserUnusable(
    `The browser that prints certificates (${executablePath}) did not start; try PUPPETEER_EXECUTABLE_PATH with another Chrome or Chromium.`,
    { cause: error },
  );
}

/** Chromium does not say that it found no room for its profile: it just ends. */
async function isFull(folder: string): Promise<boolean> {
  const room = await statfs(folder).catch(() => null);
  return room !== null && room.bavail * room.bsize < 1_000_000;
}

async function connect(browserWSEndpoint: string): Promise<StartedBrowser> {
  const { connect } = await import('puppeteer');
  const browser = await connect({ browserWSEndpoint, defaultViewport: null, protocolTimeout: 60_000 }).catch(
    (error) => {
      throw new BrowserUnusable(
        'The browser that PUPPETEER_WS_ENDPOINT names does not answer; check the address, or unset it to use a local one.',
        { cause: error },
      );
    },
  );
  // Others may be using it: only the connection is ended.
  return { browser, kill: async () => void (await browser.disconnect()) };
}

async function launch(choice: LocalBrowser, sandbox: boolean): Promise<StartedBrowser> {
  const { launch } = await import('puppeteer');
  await sweepHomes();
  const home = await mkdtemp(path.join(tmpdir(), `pdups-pdf-${process.pid}-`));
  const forget = () => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {});
  try {
    await writeFile(path.join(home, 'fonts.conf'), fontConfiguration(home));
    const browser = await launch({
      executablePath: choice.executablePath,
      headless: 'shell',
      // A pipe ends with its parent: a killed server leaves no browser behind.
      pipe: true,
      args: chromiumFlags(sandbox),
      userDataDir: path.join(home, 'profile'),
      env: {
        ...childEnvironment(),
        HOME: home,
        FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
        ...(choice.libraries ? { LD_LIBRARY_PATH: choice.libraries } : {}),
      },
      defaultViewport: null,
      waitForInitialPage: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: 30_000,
      protocolTimeout: 60_000,
    });
    const child = browser.process();
    const ended = new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once('exit', () => resolve());
    }).then(forget);
    return {
      browser,
      kill: async () => {
        child?.kill('SIGKILL');
        await ended;
      },
    };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Removes what servers that were killed left behind: folders a day old whose process is gone. */
async function sweepHomes(): Promise<void> {
  if (learnt.swept) return;
  learnt.swept = true;
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = /^pdups-pdf-(\d+)-/.exec(name)?.[1];
    if (!pid || isRunning(Number(pid))) continue;
    const folder = path.join(tmpdir(), name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    // Its age by the file system's own clock and this process's start: no need of the time of day.
    if (mtimeMs < performance.timeOrigin - 86_400_000)
      await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * No font of the machine is used: what is printed must look the same everywhere, so every face comes with the page.
 * One must be there all the same: without any, Chromium does not load those of the page either.
 */
function fontConfiguration(home: string): string {
  const face = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', TEXT_FACE.package, TEXT_FACE.file!);
  const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${xml(path.dirname(face))}</dir><cachedir>${xml(path.join(home, 'fonts'))}</cachedir></fontconfig>
`;
}

/** The browser gets no secret of the server's: only what a program needs to start. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, LD_LIBRARY_PATH } = process.env;
  return {
    NODE_ENV: process.env.NODE_ENV,
    PATH,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...(TMPDIR ? { TMPDIR } : {}),
    ...(LD_LIBRARY_PATH ? { LD_LIBRARY_PATH } : {}),
  };
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
