import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { filledForm } from '../bench/accounts/page-forms';
import { encodeForm, PlainBrowser } from '../bench/accounts/plain-browser';
import { HOSTILE_KINDS, type HostileKind, type Target } from './hostile-kinds';
import { ListReader } from './list-reader';
import { Product } from './product';

const PASSWORD = 'Montana2026';
const AT_ONCE = 50;
const IDLE_VIEWS = 200;
/** V8 returns memory some seconds after the last request, and not before; later on a busy machine. */
const REST_SECONDS = 20;
const MAX_REST_SECONDS = 60;
/** Memory is back when at most this much more is used, in MB. */
const MEMORY_SPARE = 100;

/** The product under trial; it has the demo people, and its process can be inspected. */
export type Trial = { origin: string; pid: number; say(line: string): void; only?: string };

export type KindOutcome = {
  kind: string;
  bytes: number;
  /** The time until the last of the files was answered. */
  seconds: number;
  /** Another person's list page in the meantime, in milliseconds. */
  p95: number;
  views: number[];
  /** Failed views of the list page: any status but 200. */
  failedViews: number;
  /** The number of files for each answer. */
  answers: Record<string, number>;
  /** The memory of the server's process, in MB, right after the last answer. */
  rss: number;
};

export type Outcome = {
  idleP95: number;
  /** Over all views while files of any kind were being sent. */
  p95: number;
  /** The memory of the server's process at rest, in MB. */
  before: number;
  after: number;
  kinds: KindOutcome[];
};

/**
 * Sends 50 files of every hostile kind at once, those to `/verify` as strangers from 50 addresses (if the product trusts a
 * proxy here), the others as two signed-in providers, while another provider reads the list of events.
 */
export async function sendHostileFiles({ origin, pid, say, only }: Trial): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true });
  const onEnd: (() => void | Promise<void>)[] = [() => agent.destroy()];
  try {
    const reader = await ListReader.signIn(origin, { username: 'mlopez', password: PASSWORD });
    onEnd.push(() => reader.close());
    const attackers = [await signedIn(origin, agent, 'jdoe'), await signedIn(origin, agent, 'apierre')];
    const forms = await formsOf(attackers, new PlainBrowser(origin, agent));
    const tried = HOSTILE_KINDS.filter(({ name }) => !only || name.includes(only));
    // Warms up the server: what the first file of a kind loads stays in memory.
    for (const kind of tried) await (await forms[kind.target](kind, await kind.make(), 0))();
    const idle = await reader.view(IDLE_VIEWS);
    // The first views compile the code that the rest run.
    const idleP95 = p95(idle.times.slice(IDLE_VIEWS / 2));
    await sleep(REST_SECONDS * 1_000);
    const before = rssOf(pid);
    say(`Idle: list page p95 ${idleP95.toFixed(1)} ms, server ${before} MB`);
    const kinds: KindOutcome[] = [];
    for (const kind of tried) {
      const outcome = await sendOneKind(kind, { reader, forms: forms[kind.target], pid });
      kinds.push(outcome);
      say(lineOf(outcome, idleP95));
    }
    const during = p95(kinds.flatMap(({ views }) => views));
    say(`All kinds: list page p95 ${during.toFixed(1)} ms (${(during / idleP95).toFixed(1)}×)`);
    let after = rssOf(pid);
    for (let second = 0; second < MAX_REST_SECONDS && after > before + MEMORY_SPARE; second++) {
      await sleep(1_000);
      after = rssOf(pid);
    }
    say(`Afterwards: server ${after} MB (${after - before >= 0 ? '+' : ''}${after - before} MB)`);
    return { idleP95, p95: during, before, after, kinds };
  } finally {
    for (const end of onEnd) await end();
  }
}

/** Prepares one upload; the returned function sends it and resolves with the answer. */
type PrepareUpload = (kind: HostileKind, file: Buffer, at: number) => Promise<() => Promise<string>>;

async function formsOf(attackers: PlainBrowser[], stranger: PlainBrowser): Promise<Record<Target, PrepareUpload>> {
  const send =
    (pages: { browser: PlainBrowser; address: string; page: string }[], field: string, texts: Record<string, string>) =>
    async (kind: HostileKind, file: Buffer, at: number) => {
      const { browser, address, page } = pages[at % pages.length]!;
      const form = filledForm(page, { [field]: '' });
      for (const [name, text] of Object.entries(texts)) form.set(name, text);
      form.set(field, new Blob([new Uint8Array(file)]), kind.fileName);
      const encoded = await encodeForm(form);
      // Each stranger comes from a different network.
      return async () => answerOf(await browser.postEncoded(address, encoded, { 'X-Forwarded-For': `203.0.${at}.7` }));
    };
  const page = async (browser: PlainBrowser, address: string) => {
    const { status, body } = await browser.get(address);
    if (status !== 200) throw new Error(`${address} answered ${status}`);
    return { browser, address, page: body };
  };
  const imports = attackers.map(async (browser) => {
    const { body } = await browser.get('/events');
    const [event] = /\/events\/\d+/.exec(body) ?? [];
    if (!event) throw new Error('The attackers have no event; start the product with its demo data.');
    return page(browser, `${event}/attendees/import`);
  });
  const signature = { kind: 'picture', printedName: 'Jordan Doe', title: 'Director' };
  return {
    import: send(await Promise.all(imports), 'file', { pasted: '' }),
    verify: send([await page(stranger, '/verify')], 'file', {}),
    signature: send(
      await Promise.all(attackers.map((browser) => page(browser, '/account/signature'))),
      'picture',
      signature,
    ),
  };
}

/** Returns the message that the page shows, or just the status. */
function answerOf({ status, body }: { status: number; body: string }): string {
  const [, sentence] = /role="alert"[^>]*>([\s\S]*?)<\/div>/.exec(body) ?? [];
  const text = sentence
    ?.replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${status} ${text ?? ''}`.trim();
}

type Deps = { reader: ListReader; forms: PrepareUpload; pid: number };

async function sendOneKind(kind: HostileKind, { reader, forms, pid }: Deps): Promise<KindOutcome> {
  const file = await kind.make();
  const uploads = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => forms(kind, file, at)));
  const begun = performance.now();
  const answers: Record<string, number> = {};
  const viewing = reader.startViewing();
  await Promise.all(
    uploads.map(async (send) => {
      const answer = await send().catch((error: Error) => `cut off (${error.message})`);
      answers[answer] = (answers[answer] ?? 0) + 1;
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const { times, failed } = await viewing.stop();
  return {
    kind: kind.name,
    bytes: file.length,
    seconds,
    p95: p95(times),
    views: times,
    failedViews: failed,
    answers,
    rss: rssOf(pid),
  };
}

async function signedIn(origin: string, agent: Agent, username: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(origin, agent);
  const page = await browser.get('/sign-in');
  const answer = await browser.post('/sign-in', filledForm(page.body, { username, password: PASSWORD }));
  if (answer.status !== 303) throw new Error(`Signing in as ${username} answered ${answer.status}`);
  return browser;
}

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;
}

/** Returns the memory of a process, in MB. */
function rssOf(pid: number): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
}

function lineOf({ kind, bytes, seconds, p95, views, failedViews, answers, rss }: KindOutcome, idleP95: number): string {
  const lines = Object.entries(answers).map(([answer, count]) => `    ${count} × ${answer}`);
  const head = `${kind} (${Math.ceil(bytes / 1000)} KB): ${seconds.toFixed(1)} s, list page p95 ${p95.toFixed(1)} ms (${(p95 / idleP95).toFixed(1)}×, ${views.length} views, ${failedViews} failed), server ${rss} MB`;
  return [head, ...lines].join('\n');
}

/**
 * Runs `npm run chaos:files`: the trial on a separate instance of the product. `--only=<part of a kind's name>` for one
 * kind.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, root: { type: 'string' } } });
  const root = path.resolve(values.root ?? path.join(import.meta.dirname, '../..'));
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-chaos-'));
  const product = await Product.at(root, dataDir, { TRUST_PROXY: '127.0.0.1' });
  try {
    product.launch();
    const problem = await product.ready();
    if (problem) throw new Error(`The product did not start:\n${problem}`);
    // npm is the first process; the server is the one that it starts.
    const { pid } = product.tree()[1]!;
    await sendHostileFiles({ origin: product.origin, pid, say: console.log, only: values.only });
  } finally {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) void main();
