import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'puppeteer';
import { log } from '../../log';
import { makeProcessFolder, sweepProcessFolders } from '../../process-folder';
import { sharedInProcess } from '../../shared';
import { TEXT_FACE } from '../fonts/faces';
import { unpackChromium } from './bundled-chromium';
import { chromiumFlags } from './flags';

/** Which browser prints, and where that choice came from. */
export type BrowserChoice = { from: 'PUPPETEER_WS_ENDPOINT'; wsEndpoint: string } | LocalBrowser;

type LocalBrowser = {
  from: 'PUPPETEER_EXECUTABLE_PATH' | 'system' | 'package';
  executablePath: string;
  /** Set where the system lacks libraries that the package includes. */
  libraries?: string;
};

/** A started browser, and a function that ends it for good. */
export type StartedBrowser = { browser: Browser; kill: () => Promise<void> };

/** A problem that an operator must fix before anything can be printed; `message` is the one sentence to show. */
export class BrowserUnusable extends Error {
  override readonly name = 'BrowserUnusable';
}

/** The prefix of the folders that a browser runs in. */
const HOME_PREFIX = 'pdups-pdf';

/** Where to look for browsers. */
export type Machine = {
  /** The folder whose `node_modules` contains the packaged browser. */
  root: string;
  /** Programs that may be the system's Chrome or Chromium. */
  systemPaths: readonly string[];
};

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

const thisMachine = (): Machine => ({ root: process.cwd(), systemPaths: SYSTEM_PATHS });

/**
 * Chooses the remote browser from the settings, the browser from the settings, or the npm package's, which is several
 * times faster than system browsers; where the package's cannot run, the machine's own. The log says which and why.
 * @throws BrowserUnusable when there is none
 */
export async function chooseBrowser(
  env: Record<string, string | undefined> = process.env,
  machine: Machine = thisMachine(),
): Promise<BrowserChoice> {
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
  try {
    return await packagedBrowser(machine);
  } catch (error) {
    const system = await systemBrowser(machine);
    if (!system) throw error;
    warnOfSystemBrowser(system, error);
    return system;
  }
}

async function systemBrowser({ systemPaths }: Machine): Promise<LocalBrowser | null> {
  for (const executablePath of systemPaths) {
    if (await isExecutable(executablePath)) return { from: 'system', executablePath };
  }
  return null;
}

function warnOfSystemBrowser({ executablePath }: LocalBrowser, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  log.warn({ browser: executablePath, why }, 'Prints with a browser of this system, since the packaged one cannot run');
}

/**
 * Returns the browser of the npm package.
 * @throws BrowserUnusable when it cannot run on this machine
 */
async function packagedBrowser({ root }: Machine): Promise<LocalBrowser> {
  if (process.platform !== 'linux') {
    throw new BrowserUnusable(
      'Certificates need Chrome or Chromium on this machine: install it, or set PUPPETEER_EXECUTABLE_PATH to its program.',
    );
  }
  const { executablePath, libraries } = await unpackChromium(root).catch((error: NodeJS.ErrnoException) => {
    throw new BrowserUnusable(
      error.code === 'ENOSPC'
        ? 'The disk is full: the browser that prints certificates needs about 220 MB to unpack; free some space and start again.'
        : `The browser that prints certificates could not be unpacked (${error.message}); run npm install again.`,
      { cause: error },
    );
  });
  const first = await whyNotRunning(executablePath);
  if (first === null) return { from: 'package', executablePath };
  const second = await whyNotRunning(executablePath, libraries);
  if (second === null) return { from: 'package', executablePath, libraries };
  const library = missingLibraryIn(second);
  throw new BrowserUnusable(
    library
      ? `The browser that prints certificates lacks the shared library ${library}: install it with the system's package manager, or install Chrome or Chromium.`
      : 'The browser of the npm package does not run on this machine: install Chrome or Chromium.',
    { cause: new Error(second.slice(0, 500)) },
  );
}

/** Returns null when the program starts; otherwise its output, or the system's error. */
function whyNotRunning(executablePath: string, libraries?: string): Promise<string | null> {
  return new Promise((resolve) => {
    const env = { ...childEnvironment(), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
    execFile(executablePath, ['--version'], { env, timeout: 60_000 }, (error, _stdout, stderr) => {
      resolve(error ? stderr || error.message : null);
    });
  });
}

function missingLibraryIn(said: string): string | null {
  return /error while loading shared libraries: ([^\s:]+)/.exec(said)?.[1] ?? null;
}

/** What the last start revealed about this machine; saved so that it is checked, and logged, only once. */
const learnt = sharedInProcess('pdf.browser', () => ({
  choice: undefined as Promise<BrowserChoice> | undefined,
  sandbox: process.getuid?.() !== 0,
  /** The chosen browser has run here before, so a failed start does not disqualify it. */
  proven: false,
  swept: false,
}));

/**
 * Starts (or, for a remote one, connects to) the browser that prints.
 * @throws BrowserUnusable with the sentence for the operator
 */
export async function startBrowser(machine: Machine = thisMachine()): Promise<StartedBrowser> {
  learnt.choice ??= chooseBrowser(process.env, machine);
  const choice = await learnt.choice.catch((error: unknown) => {
    learnt.choice = undefined;
    throw error;
  });
  if ('wsEndpoint' in choice) return connect(choice.wsEndpoint);
  try {
    const started = await startLocal(choice);
    if (!learnt.proven)
      log.info({ browser: choice.executablePath, from: choice.from }, 'Started the browser that prints');
    learnt.proven = true;
    return started;
  } catch (error) {
    const system = choice.from === 'package' && !learnt.proven ? await systemBrowser(machine) : null;
    if (!system) throw error;
    const started = await startLocal(system);
    warnOfSystemBrowser(system, error);
    Object.assign(learnt, { choice: Promise.resolve(system), proven: true });
    return started;
  }
}

async function startLocal(choice: LocalBrowser): Promise<StartedBrowser> {
  try {
    return await launch(choice, learnt.sandbox);
  } catch (error) {
    const said = await lastWords(choice, learnt.sandbox);
    if (!learnt.sandbox || !/sandbox/i.test(said)) throw await unusable(choice, said, error);
    // Unprivileged user namespaces are disabled on this kernel (Ubuntu's AppArmor rule, many containers).
    const started = await launch(choice, false).catch(async (second: unknown) => {
      throw await unusable(choice, await lastWords(choice, false), second);
    });
    learnt.sandbox = false;
    log.warn('Chromium runs without its sandbox: this system does not let ordinary users have user namespaces.');
    return started;
  }
}

/**
 * Returns the program's output when it cannot start. puppeteer does not report it, so the program is started once more to
 * get it.
 */
async function lastWords({ executablePath, libraries }: LocalBrowser, sandbox: boolean): Promise<string> {
  const folder = await makeProcessFolder(tmpdir(), HOME_PREFIX).catch(() => null);
  if (!folder) return '';
  const profile = folder.path;
  const env = { ...childEnvironment(), HOME: profile, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
  const args = [...chromiumFlags(sandbox), '--headless', `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'];
  const said = await new Promise<string>((resolve) => {
    execFile(executablePath, args, { env, timeout: 20_000 }, (_error, _stdout, stderr) => resolve(stderr));
  });
  await folder.remove();
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

/** Checks for a full disk, because Chromium does not report that its profile did not fit: it just ends. */
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
  // Others may be using it, so only the connection is closed.
  return { browser, kill: async () => void (await browser.disconnect()) };
}

async function launch(choice: LocalBrowser, sandbox: boolean): Promise<StartedBrowser> {
  const { launch } = await import('puppeteer');
  if (!learnt.swept) await sweepProcessFolders(tmpdir(), HOME_PREFIX);
  learnt.swept = true;
  const { path: home, remove: forget } = await makeProcessFolder(tmpdir(), HOME_PREFIX);
  try {
    await writeFile(path.join(home, 'fonts.conf'), fontConfiguration(home));
    const browser = await launch({
      executablePath: choice.executablePath,
      headless: 'shell',
      // A pipe closes with its parent, so a killed server leaves no browser behind.
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

/**
 * Configures fonts so that none of the machine's are used, because prints must look the same everywhere: the page
 * includes every face. One must exist anyway, because without any, Chromium does not load those of the page either.
 */
function fontConfiguration(home: string): string {
  const face = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', TEXT_FACE.package, TEXT_FACE.file!);
  const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${xml(path.dirname(face))}</dir><cachedir>${xml(path.join(home, 'fonts'))}</cachedir></fontconfig>
`;
}

/** Returns the browser's environment: only what a program needs to start, and none of the server's secrets. */
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
