import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { connect } from '../db/client';
import { migrate } from '../db/migrate';
import { listCategories } from '../lib/events/list-categories';
import { listEvents } from '../lib/events/list-events';
import { listOwedCounts } from '../lib/events/list-owed-counts';
import { type EventListQuery, eventListHref, WHOLE_LIST } from '../lib/events/list-query';
import { systemClock } from '../lib/platform/clock';
import type { Context } from '../lib/platform/visit';
import { measureAccounts } from './bench/accounts';
import { measureAudit } from './bench/audit';
import { measureCertificatesOverHttp } from './bench/certificates-over-http';
import { runBench } from './bench/clean-up';
import { measureConferenceOverHttp } from './bench/conference-over-http';
import { measureLists, measureThroughput } from './bench/lists';
import { type BenchProvider, findLoaded, loadEvents } from './bench/load-events';
import { measureLongLists } from './bench/long-lists';
import { measureMemory } from './bench/memory';
import { measureNamedCertificates } from './bench/named-certificates';
import { addManagers, explainNotices, measurePlanning } from './bench/notices';
import { measurePages, pagesSection } from './bench/pages';
import { explainLists } from './bench/plans';
import { measurePrints, measureWaitingPrints, printsOf } from './bench/prints';
import { conferenceSection, keptSections, markdown, planText, withSections } from './bench/report';
import { Requests } from './bench/requests';
import { buildBench, putStaticFile, serve } from './bench/server';
import { openSession } from './bench/session';
import { measureWholeConference } from './bench/whole-conference';
import { startEmbeddedPostgres } from './start/postgres';

const HELP = `npm run bench -- [options]
  --quick           fewer rounds, 200 prints and 1,000 page views
  --lists           the lists only
  --accounts        signing in and resetting a password only, without the million events: a minute or two
  --prints          prints that find the product idle only, without the million events: a few minutes
  --audit           the audit log only, without the million events: a minute
  --certificates    named certificates only, without the million events: a few minutes
  --conference      a conference of 300 sessions and 5,000 people, and 1,000 people who claim six sessions each in ten
                    minutes, without the million events; with --quick, a quarter of the certificates, and 100 people in
                    one minute. With --write, its section of docs/performance.md
  --notices         how a day's reminders are found among a million events (with --quick, 100,000); some minutes
  --pages           what a browser makes of the pages of every day, without the million events: Lighthouse, which is
                    downloaded; fifteen minutes. With --write, its section of docs/performance.md
  --long-lists      lists of 20,000 rows only, without the million events: a minute
  --write           writes docs/performance.md
  --database=<url>  a database of your own; events are loaded unless it has those of an earlier bench`;

const PERFORMANCE = 'docs/performance.md';

const say = (line: string) => console.error(line);
const undo: (() => Promise<unknown> | unknown)[] = [];

/** Measures the performance promises as ratios, in one run on this machine. It asserts nothing and leaves nothing behind. */
async function bench(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      lists: { type: 'boolean' },
      accounts: { type: 'boolean' },
      audit: { type: 'boolean' },
      certificates: { type: 'boolean' },
      conference: { type: 'boolean' },
      prints: { type: 'boolean' },
      notices: { type: 'boolean' },
      pages: { type: 'boolean' },
      'long-lists': { type: 'boolean' },
      write: { type: 'boolean' },
      database: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (options.help) return console.log(HELP);
  const part =
    options.accounts ||
    options.audit ||
    options.certificates ||
    options.conference ||
    options.prints ||
    options.notices ||
    options.pages ||
    options['long-lists'];
  if (part && !options.pages && !options.conference && options.write) {
    throw new Error('--write is for the whole bench, --pages and --conference.');
  }
  const root = path.resolve(import.meta.dirname, '..');
  const documented = path.join(root, PERFORMANCE);
  const writeSection = (section: string) => {
    if (options.write) writeFileSync(documented, withSections(readFileSync(documented, 'utf8'), [section]));
    console.log(section);
  };
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-bench-'));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));

  const own = options.database ? null : await ownDatabase(dataDir, root);
  const url = own?.url ?? options.database!;
  const ownerUrl = own?.ownerUrl ?? url;
  await migrate(ownerUrl, { folder: path.join(root, 'drizzle'), app: own ? new URL(url).username : undefined });
  Object.assign(process.env, {
    DATABASE_URL: url,
    ...(own ? { DATABASE_OWNER_URL: ownerUrl } : {}),
    SESSION_SECRET: randomBytes(32).toString('base64'),
    APP_URL: 'http://127.0.0.1',
    DATA_DIR: dataDir,
  });
  // Its `current_date` is the product's day.
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: 'America/Denver' } });
  undo.push(() => sql.end());
  const [version] = await sql<{ v: string }[]>`select 'PostgreSQL ' || current_setting('server_version') as v`;
  const accounts = { rounds: options.quick ? 40 : 200, names: options.quick ? 50 : 200 };
  if (options.accounts) {
    await buildBench(root, say);
    const server = await serve(root, { DATA_DIR: dataDir, DATABASE_URL: url, ALLOW_NO_CHECKSUMS: '1' });
    undo.push(() => server.stop());
    say('Accounts…');
    const { lines, notes } = await measureAccounts({ origin: server.origin, sql, say }, accounts);
    return console.log(markdown({ lines, notes, memory: [], loadSeconds: null, postgres: version!.v }));
  }
  if (options.audit) {
    if (options.database) throw new Error('--audit is for a database of its own: what it logs stays.');
    const { large } = await loadEvents(sql, 2_000);
    const db = connect(url, { max: 2 });
    undo.push(() => db.$client.end());
    say('Audit log…');
    const lines = await measureAudit(contextOf(db, large), url);
    return console.log(markdown({ lines, notes: [], memory: [], loadSeconds: null, postgres: version!.v }));
  }
  if (options.notices) {
    if (options.database) throw new Error('--notices is for a database of its own: its people and notices stay.');
    await loadEvents(sql, options.quick ? 100_000 : undefined);
    await addManagers(sql);
    const db = connect(url, { max: 2, patient: true });
    undo.push(() => db.$client.end());
    say('Notices…');
    const plans = await explainNotices(db, systemClock);
    for (const { name, plan, scansWholeTable } of plans) {
      console.log(`${name}: ${scansWholeTable ? 'READS THE WHOLE TABLE' : 'by index'}\n${plan}\n`);
    }
    const lines = await measurePlanning(db, systemClock);
    console.log(markdown({ lines, notes: [], memory: [], loadSeconds: null, postgres: version!.v }));
    const failed = plans.some(({ scansWholeTable }) => scansWholeTable) || lines.some(({ ratio }) => ratio > 1);
    if (failed) throw new Error('Notices take too long, or are found by reading the whole table.');
    return;
  }
  if (options.pages) {
    const { large } = await loadEvents(sql, 2_000);
    await buildBench(root, say);
    const server = await serve(root, { DATA_DIR: dataDir, DATABASE_URL: url, ALLOW_NO_CHECKSUMS: '1' });
    undo.push(() => server.stop());
    say('Pages…');
    const cookie = await openSession(sql, large.userId, large.providerId);
    const pages = await measurePages({ origin: server.origin, sql, provider: large, cookie, folder: dataDir });
    return writeSection(pagesSection(pages));
  }
  if (options['long-lists']) {
    if (options.database) throw new Error('--long-lists is for a database of its own: its people stay.');
    const { large } = await loadEvents(sql, 2_000);
    const db = connect(url, { max: 2 });
    undo.push(() => db.$client.end());
    say('Long lists…');
    const lines = await measureLongLists(contextOf(db, large), ...(await twoEvents(sql, large)));
    return console.log(markdown({ lines, notes: [], memory: [], loadSeconds: null, postgres: version!.v }));
  }
  if (options.certificates) {
    if (options.database) throw new Error('--certificates is for a database of its own: it loads few events.');
    const { large } = await loadEvents(sql, 2_000);
    const db = connect(url, { max: 2 });
    undo.push(() => db.$client.end());
    await buildBench(root, say);
    putStaticFile(root, 1);
    const server = await serve(root, { DATA_DIR: dataDir, DATABASE_URL: url, ALLOW_NO_CHECKSUMS: '1' });
    undo.push(() => server.stop());
    const requests = new Requests(server.origin, {
      large: await openSession(sql, large.userId, large.providerId),
    });
    undo.push(() => requests.end());
    const [ctx, eventId] = [contextOf(db, large), await someEvent(sql, large)];
    say('Named certificates…');
    const lines = await measureNamedCertificates(ctx, eventId);
    say('Certificates over HTTP…');
    lines.push(...(await measureCertificatesOverHttp({ root, origin: server.origin, requests, sql, ctx, eventId })));
    return console.log(markdown({ lines, notes: [], memory: [], loadSeconds: null, postgres: version!.v }));
  }
  if (options.conference) {
    if (options.database) throw new Error('--conference is for a database of its own: its conference stays.');
    const { large } = await loadEvents(sql, 2_000);
    const db = connect(url, { max: 2 });
    undo.push(() => db.$client.end());
    await buildBench(root, say);
    const server = await serve(root, { DATA_DIR: dataDir, DATABASE_URL: url, ALLOW_NO_CHECKSUMS: '1' });
    undo.push(() => server.stop());
    const requests = new Requests(server.origin, { large: await openSession(sql, large.userId, large.providerId) });
    undo.push(() => requests.end());
    const ctx = contextOf(db, large);
    say('A conference of 300 sessions…');
    const size = options.quick ? { each: 1, rounds: 12 } : { each: 4, rounds: 40 };
    const lines = await measureWholeConference({ requests, sql, ctx, providerId: large.providerId }, size);
    for (const { what, ratio, raw } of lines) say(`${what}: ${ratio.toFixed(2)} (${raw})`);
    say('A conference’s link…');
    const crowd = options.quick
      ? { people: 100, windowMs: 60_000, alone: 10 }
      : { people: 1_000, windowMs: 600_000, alone: 60 };
    const place = { origin: server.origin, sql, ctx, providerId: large.providerId };
    lines.push(...(await measureConferenceOverHttp(place, crowd)));
    return writeSection(conferenceSection(lines));
  }
  const waiting = options.quick ? { starts: 3, waits: 10 } : { starts: 7, waits: 30 };
  const started = async ({ userId, providerId }: BenchProvider) => {
    const places = mkdtempSync(path.join(dataDir, 'start-'));
    const server = await serve(root, { DATA_DIR: places, DATABASE_URL: url, ALLOW_NO_CHECKSUMS: '1' });
    const requests = new Requests(server.origin, { large: await openSession(sql, userId, providerId) });
    const stop = async () => {
      requests.end();
      await server.stop();
    };
    return { requests, stop };
  };
  if (options.prints) {
    if (options.database) throw new Error('--prints is for a database of its own: it loads few events.');
    const { large } = await loadEvents(sql, 2_000);
    const db = connect(url, { max: 2 });
    undo.push(() => db.$client.end());
    await buildBench(root, say);
    const ids = await unprintedEvents(sql, large, printsOf(waiting));
    const lines = await measureWaitingPrints(() => started(large), db, ids, waiting);
    return console.log(markdown({ lines, notes: [], memory: [], loadSeconds: null, postgres: version!.v }));
  }
  const begun = performance.now();
  const known = await findLoaded(sql);
  if (!known) say('Loading 1,000,000 events…');
  const providers = known ?? (await loadEvents(sql));
  const loadSeconds = known ? null : (performance.now() - begun) / 1000;

  const db = connect(url, { max: 2 });
  undo.push(() => db.$client.end());
  const rows = path.join(dataDir, 'rows.json');
  const large = contextOf(db, providers.large);
  writeFileSync(
    rows,
    JSON.stringify({
      page: await listEvents(large, WHOLE_LIST),
      owed: await listOwedCounts(large),
      categories: await listCategories(large),
      providerName: 'Bench: large provider',
    }),
  );

  await buildBench(root, say);
  // At startup the server records which files exist; this one gets its size once a certificate is printed.
  putStaticFile(root, 1);
  const server = await serve(root, { DATA_DIR: dataDir, DATABASE_URL: url, ALLOW_NO_CHECKSUMS: '1', BENCH_ROWS: rows });
  undo.push(() => server.stop());
  const requests = new Requests(server.origin, {
    small: await openSession(sql, providers.small.userId, providers.small.providerId),
    large: await openSession(sql, providers.large.userId, providers.large.providerId),
  });
  undo.push(() => requests.end());

  const middle = {
    small: eventListHref(await queryFrom(sql, providers.small, 100)),
    large: eventListHref(await queryFrom(sql, providers.large, 50_000)),
  };
  say('Lists…');
  const rounds = options.quick ? 20 : 60;
  const lines = await measureLists(requests, middle, rounds);
  say('Requests per second…');
  lines.push(...(await measureThroughput(requests, middle.large, options.quick ? 3 : 10)));

  const counts = options.quick ? { prints: 200, views: 1_000 } : { prints: 2_000, views: 10_000 };
  const memory = [];
  const notes = [];
  if (!options.lists) {
    say('Accounts…');
    const measured = await measureAccounts({ origin: server.origin, sql, say }, accounts);
    lines.push(...measured.lines);
    notes.push(...measured.notes);
    say('Prints…');
    const ids = await unprintedEvents(sql, providers.large, counts.prints + 3 * rounds + printsOf(waiting));
    lines.push(...(await measurePrints(root, requests, db, ids.splice(0, 2 * rounds), rounds)));
    const waitingIds = ids.splice(0, printsOf(waiting));
    lines.push(...(await measureWaitingPrints(() => started(providers.large), db, waitingIds, waiting)));
    say('Named certificates…');
    const eventId = await someEvent(sql, providers.large);
    lines.push(...(await measureNamedCertificates(large, eventId)));
    say('Certificates over HTTP…');
    lines.push(
      ...(await measureCertificatesOverHttp({ root, origin: server.origin, requests, sql, ctx: large, eventId })),
    );
    say('Audit log…');
    if (!options.database) lines.push(...(await measureAudit(large, url)));
    say('Long lists…');
    if (!options.database) lines.push(...(await measureLongLists(large, ...(await twoEvents(sql, providers.large)))));
    say('Memory…');
    memory.push(...(await measureMemory(requests, ids, counts)));
    if (!options.database) {
      say('Notices…');
      // Everybody gets reminders from here on, so it comes last.
      await addManagers(sql);
      const patient = connect(url, { max: 2, patient: true });
      undo.push(() => patient.$client.end());
      lines.push(...(await measurePlanning(patient, systemClock)));
    }
  }

  const plans = await explainLists(
    db,
    providers.large.providerId,
    systemClock.today(),
    Object.fromEntries(new URL(middle.large, server.origin).searchParams),
  );
  console.log(planText(plans));
  const page = markdown({ lines, notes, memory, loadSeconds, postgres: version!.v });
  console.log(page);
  if (options.write) writeFileSync(documented, withSections(page, keptSections(readFileSync(documented, 'utf8'))));
}

async function ownDatabase(dataDir: string, root: string): Promise<{ url: string; ownerUrl: string }> {
  const server = await startEmbeddedPostgres({ dataDir, root, say });
  undo.push(() => server.stop());
  return server;
}

function contextOf(db: Context['db'], { userId, providerId }: BenchProvider): Context {
  return {
    db,
    clock: systemClock,
    requestId: 'bench',
    address: '127.0.0.1',
    actor: {
      kind: 'provider',
      userId,
      providerId,
      name: 'Bench',
      username: 'bench',
      providerName: 'Bench',
      standing: 'good',
      role: 'manager',
    },
  };
}

/** Returns events of the provider that have not been printed yet. */
async function unprintedEvents(sql: postgres.Sql, { providerId }: BenchProvider, many: number): Promise<number[]> {
  const rows = await sql<{ id: string }[]>`
    select id from events e where provider_id = ${providerId}
      and not exists (select from certificates c where c.event_id = e.id)
    order by id limit ${many}`;
  return rows.map(({ id }) => Number(id));
}

/** Returns two events of one day that have no attendees, and the day of the second. */
async function twoEvents(
  sql: postgres.Sql,
  { providerId }: BenchProvider,
): Promise<[ids: [number, number], startsOn: string]> {
  const rows = await sql<{ id: string; day: string }[]>`
    select id, starts_on::text as day from events e where provider_id = ${providerId} and starts_on = ends_on and hours >= 2
      and not exists (select from attendees a where a.event_id = e.id)
    order by id desc limit 2`;
  return [[Number(rows[0]!.id), Number(rows[1]!.id)], rows[1]!.day];
}

async function someEvent(sql: postgres.Sql, { providerId }: BenchProvider): Promise<number> {
  const [row] = await sql<
    { id: string }[]
  >`select id from events where provider_id = ${providerId} order by id limit 1`;
  return Number(row!.id);
}

/** Returns the query of the page that starts after `skip` events: deep in the list, as if somebody had paged there. */
async function queryFrom(sql: postgres.Sql, { providerId }: BenchProvider, skip: number): Promise<EventListQuery> {
  const [row] = await sql<{ key: string; id: string }[]>`
    select starts_on::text as key, id from events where provider_id = ${providerId}
    order by starts_on desc, id desc offset ${skip} limit 1`;
  return { ...WHOLE_LIST, position: { side: 'after', key: row!.key, id: Number(row!.id) } };
}

runBench(bench, undo);
