import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type postgres from 'postgres';
import type { Context } from '../../lib/platform/visit';
import { hashLinkToken } from '../../lib/share-links/token';
import { filledForm } from './accounts/page-forms';
import { PlainBrowser } from './accounts/plain-browser';
import type { Line } from './report';

const SESSIONS = 6;
const CODE_WORD = 'larch 4071';

type Place = { origin: string; sql: postgres.Sql; ctx: Context; providerId: number };

/** How many people claim within how long, and how many before them, one after the other. */
export type Crowd = { people: number; windowMs: number; alone: number };

/**
 * Measures what attendees of a conference notice when all of them claim six sessions each through its link: none fails, and
 * none gets another's.
 */
export async function measureConferenceOverHttp(
  { origin, sql, ctx, providerId }: Place,
  { people, windowMs, alone }: Crowd,
): Promise<Line[]> {
  const { token, eventIds } = await conferenceOf(sql, ctx.actor.userId, providerId);
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  try {
    const claim = (name: string) => claimAs(new PlainBrowser(origin, agent), `/conference/${token}`, name, eventIds);
    const idle: Claimed[] = [];
    for (let n = 0; n < alone; n++) idle.push(await claim(`Alone ${n}`));
    const crowd = await Promise.all(
      Array.from({ length: people }, async (_, n) => {
        // Everybody arrives at a random moment within the window.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * windowMs));
        return claim(`Attendee ${n}`);
      }),
    );
    const serials = new Set(crowd.flatMap((each) => each.serials));
    if (serials.size !== people * SESSIONS) throw new Error(`${people} people got ${serials.size} certificates.`);
    const [{ others }] = await sql<[{ others: string }]>`
      select count(*) as others from claims c join named_certificates n on n.id = c.certificate_id
      where c.event_id = any(${eventIds}) and n.facts ->> 'participantName' <> c.name`;
    if (Number(others) > 0) throw new Error(`${others} certificates have another person’s name.`);
    const [before, during] = [idle, crowd].map((claims) => p95(claims.map(({ ms }) => ms)));
    return [
      {
        what: `${people.toLocaleString('en-US')} people claim ${SESSIONS} sessions each through a conference’s link within ${windowMs / 60_000} minutes, p95 of the form vs idle`,
        ratio: during! / before!,
        limit: '≤ 5',
        raw: `${during!.toFixed(0)} ms vs ${before!.toFixed(0)} ms; none failed, each got their own`,
      },
    ];
  } finally {
    agent.destroy();
  }
}

/** Adds a conference that was yesterday, with six sessions after each other, each with a code word. */
async function conferenceOf(sql: postgres.Sql, by: number, providerId: number) {
  const token = randomBytes(32).toString('base64url');
  const [{ id }] = await sql<[{ id: string }]>`
    insert into conferences (provider_id, name, starts_on, ends_on, created_by, created_at, updated_by, updated_at, request_key)
    values (${providerId}, 'Bench conference', current_date - 2, current_date - 2, ${by}, now(), ${by}, now(), gen_random_uuid())
    returning id`;
  const events = await sql<{ id: string }[]>`
    select id from events where provider_id = ${providerId} and conference_id is null and canceled_at is null
      and not asynchronous order by id limit ${SESSIONS}`;
  const eventIds = events.map((event) => Number(event.id));
  for (const [index, eventId] of eventIds.entries()) {
    const hour = String(8 + index).padStart(2, '0');
    await sql`update events set conference_id = ${id}, starts_on = current_date - 2, ends_on = current_date - 2,
      starts_at = ${`${hour}:00`}::time, ends_at = ${`${hour}:50`}::time where id = ${eventId}`;
    await sql`insert into share_links (event_id, label, access, code_word, token_hash, sealed_token, created_by, created_at)
      values (${eventId}, 'Bench', 'code_word', ${CODE_WORD}, ${randomBytes(32).toString('hex')}, '', ${by}, now())`;
  }
  await sql`insert into conference_links (conference_id, token_hash, sealed_token, created_by, created_at)
    values (${id}, ${hashLinkToken(token)}, '', ${by}, now())`;
  return { token, eventIds };
}

type Claimed = { ms: number; serials: string[] };

/** Opens the link, checks the sessions, answers their questions, and sees the certificates: the time is that of the claims. */
async function claimAs(
  visitor: PlainBrowser,
  path: string,
  name: string,
  eventIds: readonly number[],
): Promise<Claimed> {
  const page = await visitor.get(path);
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.org`;
  const form = filledForm(page.body, { name, email, school: 'Big Sky School', educatorNumber: '' });
  for (const id of eventIds) form.append('sessions[]', String(id));
  form.set('step', 'choose');
  const address = `${path}?claim=more`;
  const questions = await visitor.post(address, form);
  const words = Object.fromEntries(eventIds.map((id) => [`s${id}-codeWord`, CODE_WORD]));
  const answers = filledForm(questions.body, { ...words, completed: 'yes', educator: 'yes' });
  answers.set('step', 'claim');
  const { ms, status, location, body: answer } = await visitor.post(address, answers);
  if (status !== 303) throw new Error(`The claims of ${name} answered ${status}: ${wordsOf(answer).slice(0, 2_000)}`);
  const { body } = await visitor.get(location!);
  const serials = [
    ...new Set([...body.matchAll(/href="\/conference\/[\w-]+\/([0-9A-Z-]{14})"/g)].map(([, serial]) => serial!)),
  ];
  if (serials.length !== SESSIONS || !body.includes(name)) {
    throw new Error(`${name} was shown ${serials.length} certificates.`);
  }
  return { ms, serials };
}

/** Returns the words of a page, to say why something was refused. */
const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;
}
