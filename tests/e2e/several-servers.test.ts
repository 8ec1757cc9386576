import '../support/settings';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { connect, type Database } from '@/db/client';
import { eventCategories } from '@/db/schema';
import { loadDemoData } from '@/lib/demo/load-demo-data';
import { systemClock } from '@/lib/platform/clock';
import { clusterPlaces } from '@/scripts/start/cluster';
import { ownDatabase } from '@/scripts/start/own-database';
import { filled, formsOf } from '../access/forms';
import { addPerson } from '../access/people';
import { asAdmin, databaseUrl, waitForDisk } from '../support/database';
import { soon } from '../support/soon';
import { startTransactionPooler } from '../support/transaction-pooler';
import type { Answer } from '../support/visitor';

jest.setTimeout(180_000);

type Running = { child: ChildProcess; origin: string; exited: Promise<number | null> };

const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-servers-'));
const name = `servers_${randomBytes(6).toString('hex')}`;
const webs: Running[] = [];
const workers: Running[] = [];
const commands: Running[] = [];
let admin: string;
let env: NodeJS.ProcessEnv;
let pooler: Awaited<ReturnType<typeof startTransactionPooler>>;
let db: Database;

/** A very simple proxy: uses the servers in turn, and asks the next one when a request got no answer. */
const proxy = createServer((req, res) => void pass(req, res, [...webs]));
let turn = 0;

function pass(req: IncomingMessage, res: ServerResponse, left: Running[]): void {
  const [web] = left.splice(turn++ % left.length, 1);
  const headers = { ...req.headers, 'x-forwarded-for': '203.0.113.7' };
  const passed = request(web!.origin + req.url, { method: req.method, headers, agent: false }, (answer) => {
    res.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(res);
  });
  passed.on('error', () => {
    if (left.length > 0 && req.method === 'GET') pass(req, res, left);
    else res.writeHead(502).end();
  });
  req.pipe(passed);
}

/** Runs one of the commands the way people do, until it says that it is ready. */
function run(command: 'web' | 'worker' | 'migrate'): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${command}.ts`], { env, stdio: 'pipe' });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const running = { child, origin: '', exited };
  commands.push(running);
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      const ready = /answers at (\S+)|does its jobs|is up to date/.exec(said);
      if (ready) resolve(Object.assign(running, { origin: ready[1] ?? '' }));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exited.then((code) => reject(new Error(`npm run ${command} ended with ${code}:\n${said}`)));
  });
}

beforeAll(async () => {
  const places = clusterPlaces(process.env.E2E_DATA_DIR!);
  const password = readFileSync(places.password, 'utf8').trim();
  const port = Number(readFileSync(path.join(places.data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const product = ownDatabase(port, password);
  admin = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await waitForDisk(admin);
  await asAdmin(admin, (sql) => sql`create database ${sql(name)} owner pdups_owner template template0`);
  const direct = databaseUrl(product.url, name);
  pooler = await startTransactionPooler(direct);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  env = {
    ...process.env,
    // Five processes share a database server with the rest of the tests.
    DATABASE_POOL: '4',
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    PORT: '0',
    APP_URL: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    TRUST_PROXY: '127.0.0.1',
    SESSION_SECRET: randomBytes(32).toString('hex'),
    DATABASE_URL: pooler.url,
    DATABASE_DIRECT_URL: direct,
    DATABASE_OWNER_URL: databaseUrl(product.ownerUrl, name),
    DRAIN_SECONDS: '1',
    LOG_LEVEL: 'error',
  };
  expect(await (await run('migrate')).exited).toBe(0);
  db = connect(direct, { max: 1 });
  await loadDemoData(db, systemClock);
  delete env.DATABASE_OWNER_URL;
  const [first, second, ...others] = await Promise.all([run('web'), run('web'), run('worker'), run('worker')]);
  webs.push(first, second);
  workers.push(...others);
  await renameCategory();
});

afterAll(async () => {
  for (const { child } of commands) child.kill('SIGKILL');
  await Promise.all(commands.map(({ exited }) => exited));
  await new Promise((resolve) => proxy.close(resolve));
  await db?.$client.end();
  await pooler?.close();
  await asAdmin(admin, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  rmSync(dataDir, { recursive: true, force: true });
});

/** Sends a request to one server, under the name by which the proxy is known. */
function ask(server: Running, place: string, { cookie = '', form }: { cookie?: string; form?: FormData } = {}) {
  return new Promise<Answer & { cookie: string }>((resolve, reject) => {
    const { host, origin } = new URL(env.APP_URL!);
    const body = form && new Response(form);
    const headers = {
      host,
      cookie,
      ...(body && { origin, 'sec-fetch-site': 'same-origin', 'content-type': body.headers.get('content-type')! }),
    };
    const sent = request(server.origin + place, { method: form ? 'POST' : 'GET', headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () =>
        resolve({
          status: res.statusCode!,
          location: res.headers.location ?? null,
          body: Buffer.concat(chunks).toString('latin1'),
          headers: new Headers(res.headers as Record<string, string>),
          cookie: (res.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
        }),
      );
    });
    sent.on('error', reject);
    if (body) void body.arrayBuffer().then((bytes) => sent.end(Buffer.from(bytes)));
    else sent.end();
  });
}

/** Opens a page at one server and sends its form to the other. */
async function fillIn(place: string, values: Record<string, string>, cookie = '') {
  const page = await ask(webs[0]!, place, { cookie });
  const field = Object.keys(values)[0]!;
  const form = formsOf(page).find(({ fields }) => fields.some(([one]) => one === field))!;
  return ask(webs[1]!, place, { cookie, form: filled(form, values) });
}

const emails = () => {
  const folder = path.join(dataDir, 'mail');
  const names = readdirSync(dataDir).includes('mail') ? readdirSync(folder) : [];
  return names.filter((one) => one.endsWith('.eml')).map((one) => readFileSync(path.join(folder, one), 'utf8'));
};

async function signIn(username: string): Promise<string> {
  return (await fillIn('/sign-in', { username, password: 'Montana2026' })).cookie;
}

/** Returns each server's answer to a request for a page: the status, or the page to which it redirects. */
async function atEach(place: string, cookie: string) {
  const answers = await Promise.all(webs.map((web) => ask(web, place, { cookie })));
  return answers.map(({ status, location }) => (location === null ? status : new URL(location, env.APP_URL).pathname));
}

const SHOWN = 'Mathematics';
const RENAMED = 'Mathematics and statistics';

/** Renames a category after each server has shown it, so that both have the old name cached. */
async function renameCategory() {
  const cookie = await signIn('mlopez');
  for (const web of webs) expect((await ask(web, '/events', { cookie })).body).toContain(`>${SHOWN}<`);
  await db.update(eventCategories).set({ name: RENAMED }).where(eq(eventCategories.name, SHOWN));
}

test('a form and a sign-in of one server work on the other, and the workers do the jobs of both', async () => {
  const { status, location, cookie } = await fillIn('/sign-in', { username: 'jdoe', password: 'Montana2026' });
  expect([status, location]).toEqual([303, expect.stringMatching(/\/portal$/)]);
  for (const web of webs) expect((await ask(web, '/account', { cookie })).status).toBe(200);

  await fillIn('/account/email', { newEmail: 'new.jdoe@bigsky.example', password: 'Montana2026' }, cookie);
  await soon(() => emails().some((email) => /^To: .*new\.jdoe@bigsky\.example/m.test(email)));

  const account = await ask(webs[0]!, '/account', { cookie });
  const signOut = formsOf(account).find(({ fields }) => fields.every(([one]) => one.startsWith('$ACTION')))!;
  await ask(webs[1]!, '/account', { cookie, form: filled(signOut) });
  for (const web of webs) expect((await ask(web, '/account', { cookie })).location).toMatch(/\/sign-in/);
});

test('a session that is ended on one server is refused by both at once, and the person’s others continue', async () => {
  const { username } = await addPerson(db);
  const [here, there] = [await signIn(username), await signIn(username)];
  for (const cookie of [here, there]) expect(await atEach('/account', cookie)).toEqual([200, 200]);
  const { body } = await ask(webs[0]!, '/account', { cookie: here });
  const sessionId = /name="sessionId" value="(\d+)"/.exec(body)![1]!;
  await fillIn('/account', { sessionId }, here);
  expect(await atEach('/account', there)).toEqual(['/sign-in', '/sign-in']);
  expect(await atEach('/account', here)).toEqual([200, 200]);
});

test('a role that is changed on one server applies on both, and access that is removed is gone', async () => {
  const [boss, colleague] = [await addPerson(db), await addPerson(db, { role: 'viewer' })];
  const manager = await signIn(boss.username);
  const place = `/users/${colleague.id}`;
  let person = await signIn(colleague.username);
  expect(await atEach('/events/new', person)).toEqual([403, 403]);
  const after = async (role: string) => {
    await fillIn(place, { role }, manager);
    // Sessions from before the change end with the role.
    expect(await atEach('/events', person)).toEqual(['/sign-in', '/sign-in']);
    person = await signIn(colleague.username);
  };
  await after('editor');
  expect(await atEach('/events/new', person)).toEqual([200, 200]);
  expect(await atEach('/users', person)).toEqual([403, 403]);
  await after('manager');
  expect(await atEach('/users', person)).toEqual([200, 200]);
  const remove = formsOf(await ask(webs[0]!, `${place}/remove`, { cookie: manager })).at(-1)!;
  await ask(webs[1]!, `${place}/remove`, { cookie: manager, form: filled(remove) });
  expect(await atEach('/events', person)).toEqual(['/sign-in', '/sign-in']);
  // A manager who changes their own role continues with it in the same session.
  expect(await atEach('/users', manager)).toEqual([200, 200]);
  await fillIn(`/users/${boss.id}`, { role: 'viewer' }, manager);
  expect(await atEach('/users', manager)).toEqual([403, 403]);
});

test('an account that staff disable on one server is signed out on both at once, and comes back on both', async () => {
  const [{ username: staff }, { username, id }] = [
    await addPerson(db, { staffRole: 'staff', demo: true }),
    await addPerson(db),
  ];
  const [officer, person] = [await signIn(staff), await signIn(username)];
  expect(await atEach('/events', person)).toEqual([200, 200]);
  const reason = 'Left the district.';
  await fillIn(`/admin/users/${id}/disable`, { reason }, officer);
  expect(await atEach('/events', person)).toEqual(['/sign-in', '/sign-in']);
  expect(await atEach('/events', await signIn(username))).toEqual(['/sign-in', '/sign-in']);
  await fillIn(`/admin/users/${id}/enable`, { reason }, officer);
  expect(await atEach('/events', await signIn(username))).toEqual([200, 200]);
});

test('each server shows what staff change in a list within a minute, without a restart', async () => {
  const cookie = await signIn('mlopez');
  for (const web of webs) {
    // A minute after the first look, plus time for a busy machine to answer.
    await soon(async () => (await ask(web, '/events', { cookie })).body.includes(`>${RENAMED}<`), 75_000);
  }
});

test('a support address that an administrator changes at one server is on the pages of both within a minute', async () => {
  const address = 'units@agency.example';
  const cookie = await signIn('cadmin');
  const { location } = await fillIn('/admin/settings/support', { address, reason: 'It is new.' }, cookie);
  expect(location).toMatch(/saved=changed/);
  expect((await ask(webs[1]!, '/rules')).body).toContain(address);
  await soon(async () => (await ask(webs[0]!, '/rules')).body.includes(address), 75_000);
});

test('a worker that is asked to end does, and the other one continues', async () => {
  const [first] = workers;
  first!.child.kill('SIGTERM');
  expect(await first!.exited).toBe(0);
  const cookie = await signIn('apierre');
  await fillIn('/account/email', { newEmail: 'new.apierre@college.example', password: 'Montana2026' }, cookie);
  await soon(() => emails().some((email) => /^To: .*new\.apierre@college\.example/m.test(email)));
});

test('a restart of each server in turn fails no request that a proxy can repeat', async () => {
  const cookie = await signIn('mlopez');
  const statuses: number[] = [];
  let over = false;
  const load = ['/account', '/events', '/verify'].map(async (place) => {
    while (!over) {
      const answer = await fetch(env.APP_URL + place, { headers: { cookie }, redirect: 'manual' });
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
  });
  const stop = async (web: Running) => {
    web.child.kill('SIGTERM');
    await soon(async () => {
      const { status, body } = await ask(web, '/api/health');
      return status === 503 && JSON.parse(body).status === 'stopping';
    });
    expect((await ask(web, '/account', { cookie })).status).toBe(200);
    expect(await web.exited).toBe(0);
    const before = statuses.length;
    await soon(() => statuses.length > before + 10);
  };
  // The proxy keeps trying the servers that are gone.
  const [first, second] = webs;
  await stop(first!);
  webs.push(await run('web'));
  await stop(second!);
  over = true;
  await Promise.all(load);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});
