import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type postgres from 'postgres';
import { beginRun } from '../../lib/certificates/runs/begin-run';
import type { Context } from '../../lib/platform/visit';
import { hashLinkToken } from '../../lib/share-links/token';
import { filledForm } from './accounts/page-forms';
import { PlainBrowser } from './accounts/plain-browser';
import type { Line } from './report';
import { median, medianTimes, type Requests } from './requests';
import { putStaticFile, STATIC_FILE } from './server';

const PEOPLE = 1_000;
const CLAIMS = 300;
const CLAIMS_ALONE = 60;
const WINDOW_MS = 60_000;
const ROUNDS = 60;

type Place = { root: string; origin: string; requests: Requests; sql: postgres.Sql; ctx: Context; eventId: number };

/**
 * Measures what people notice: the list while a thousand certificates are issued, one reissue, and a room full of people who
 * claim.
 */
export async function measureCertificatesOverHttp(place: Place): Promise<Line[]> {
  await place.sql`update events set starts_on = current_date - 3, ends_on = current_date - 2 where id = ${place.eventId}`;
  return [await listWhileIssuing(place), await storedCertificate(place), await roomOfClaims(place)];
}

async function listWhileIssuing({ requests, sql, ctx, eventId }: Place): Promise<Line> {
  await sql`insert into attendees (event_id, name, units, completed, source, identity, created_at, updated_at)
    select ${eventId}, 'Maria Lopez ' || n, 0.25, true, 'roster', 'bench ' || n, now(), now()
    from generate_series(1, ${PEOPLE}) n`;
  const [idle] = await medianTimes(ROUNDS, [() => requests.get('large', '/events')]);
  const begun = performance.now();
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  const busy: number[] = [];
  const isDone = async () => (await sql`select from issuing_runs where id = ${runId} and state = 'done'`).length > 0;
  while (!(await isDone())) busy.push((await requests.get('large', '/events')).ms);
  const seconds = (performance.now() - begun) / 1000;
  const [{ issued }] = await sql<[{ issued: number }]>`select issued_count as issued from events where id = ${eventId}`;
  if (issued !== PEOPLE) throw new Error(`${issued} of ${PEOPLE} certificates were issued.`);
  return {
    what: `The list page while a run issues ${PEOPLE.toLocaleString('en-US')} certificates vs idle`,
    ratio: median(busy) / idle!,
    limit: '≤ 2',
    raw: `${median(busy).toFixed(1)} ms vs ${idle!.toFixed(1)} ms; the run took ${seconds.toFixed(1)} s with it`,
  };
}

async function storedCertificate({ root, requests, sql, eventId }: Place): Promise<Line> {
  const [{ id }] = await sql<[{ id: string }]>`
    select id from named_certificates where event_id = ${eventId} order by id limit 1`;
  const address = `/events/${eventId}/certificates/${id}/file`;
  putStaticFile(root, (await requests.get('large', address)).bytes);
  const [stored, file] = await medianTimes(ROUNDS * 5, [
    () => requests.get('large', address),
    () => requests.get(null, STATIC_FILE),
  ]);
  return {
    what: 'A stored named certificate vs a static file of the same size from the same server',
    ratio: stored! / file!,
    limit: '≤ 3',
    raw: `${stored!.toFixed(2)} ms vs ${file!.toFixed(2)} ms`,
  };
}

async function roomOfClaims({ origin, sql, ctx, eventId }: Place): Promise<Line> {
  const token = randomBytes(32).toString('base64url');
  await sql`insert into share_links (event_id, label, access, token_hash, sealed_token, created_by, created_at)
    values (${eventId}, 'Bench', 'open', ${hashLinkToken(token)}, '', ${ctx.actor.userId}, now())`;
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  try {
    const claim = (name: string) => claimAs(new PlainBrowser(origin, agent), `/certificate/${token}`, name);
    const alone: Claimed[] = [];
    for (let n = 0; n < CLAIMS_ALONE; n++) alone.push(await claim(`Alone ${n}`));
    const room = await Promise.all(
      Array.from({ length: CLAIMS }, async (_, n) => {
        // Everybody arrives at a random moment within the minute.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * WINDOW_MS));
        return claim(`Attendee ${n}`);
      }),
    );
    const serials = new Set(room.map(({ serial }) => serial));
    if (serials.size !== CLAIMS) throw new Error(`${CLAIMS} people got ${serials.size} certificates.`);
    const [idle, busy] = [alone, room].map((claims) => p95(claims.map(({ ms }) => ms)));
    return {
      what: `${CLAIMS} people claim through one link within a minute, p95 of the claim vs idle`,
      ratio: busy! / idle!,
      limit: '≤ 5',
      raw: `${busy!.toFixed(0)} ms vs ${idle!.toFixed(0)} ms; none failed, each got their own`,
    };
  } finally {
    agent.destroy();
  }
}

type Claimed = { ms: number; serial: string };

/** Opens the link, submits its form, and sees the certificate: the time is that of the claim alone. */
async function claimAs(visitor: PlainBrowser, path: string, name: string): Promise<Claimed> {
  const page = await visitor.get(path);
  const blank = { school: '', educatorNumber: '', email: '' };
  const form = filledForm(page.body, { name, ...blank, completed: 'yes', educator: 'yes' });
  const { ms, status, location } = await visitor.post(path, form);
  if (status !== 303) throw new Error(`The claim of ${name} answered ${status}.`);
  const { body } = await visitor.get(location!);
  const serial = /\/verify\/([0-9A-Z-]{14})/.exec(body)?.[1];
  if (!serial || !body.includes(name)) throw new Error(`${name} was not shown their certificate.`);
  return { ms, serial };
}

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;
}
