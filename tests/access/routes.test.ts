import { readFileSync } from 'node:fs';
import type { Database } from '@/db/client';
import { productDatabase } from '../support/product-database';
import type { Answer } from '../support/visitor';
import { gatherPeople, givenSecretColleague, givenSecretEvent, type People } from './people';

/** What a person gets: the page, the sign-in, "not for you", "not found", or a redirect of the route's own. */
type Outcome = 'ok' | 'sign-in' | 'forbidden' | 'not-found' | 'onward';
type Row = Record<keyof People, Outcome>;

const EVERYBODY: Row = { guest: 'ok', disabled: 'ok', stranger: 'ok', viewer: 'ok', owner: 'ok', staff: 'ok' };
const LED_ON = everyoneGets('onward');
const NOBODY = everyoneGets('not-found');
const OUT: Pick<Row, 'guest' | 'disabled'> = { guest: 'sign-in', disabled: 'sign-in' };
const OWN_LIST: Row = { ...OUT, stranger: 'ok', viewer: 'ok', owner: 'ok', staff: 'forbidden' };
const OWN_EVENT: Row = { ...OUT, stranger: 'not-found', viewer: 'ok', owner: 'ok', staff: 'ok' };
const OWN_EVENT_WORK: Row = { ...OWN_EVENT, staff: 'forbidden' };
const OWN_USER: Row = { ...OUT, stranger: 'not-found', viewer: 'forbidden', owner: 'ok', staff: 'forbidden' };
const CHANGES: Row = { ...OUT, stranger: 'ok', viewer: 'forbidden', owner: 'ok', staff: 'forbidden' };

/**
 * Every route of the build. `[eventId]` is an event of the owner's provider; the stranger works for another provider.
 * A route that is not here fails the first test: decide who may have it, then write it down.
 */
const ROUTES: Record<string, Row> = {
  '/': { ...OUT, stranger: 'onward', viewer: 'onward', owner: 'onward', staff: 'onward' },
  '/accessibility': EVERYBODY,
  '/help': EVERYBODY,
  '/faq': EVERYBODY,
  // Without a mail server, and for this machine only: tests/unit/mailbox.test.ts.
  '/mailbox': EVERYBODY,
  '/rules': EVERYBODY,
  '/icon.svg': EVERYBODY,
  '/[...path]': {
    guest: 'not-found',
    disabled: 'not-found',
    stranger: 'not-found',
    viewer: 'not-found',
    owner: 'not-found',
    staff: 'not-found',
  },
  '/api/health': EVERYBODY,
  '/fonts/certificate/[face]': EVERYBODY,
  '/sign-in': { ...EVERYBODY, stranger: 'onward', viewer: 'onward', owner: 'onward', staff: 'onward' },
  '/password-reset': EVERYBODY,
  '/password-reset/work': EVERYBODY,
  '/password-reset/first-access': EVERYBODY,
  '/password-reset/letters/[ticket]': NOBODY,
  // Who is on no walk through a reset is led to its first page.
  '/password-reset/email': LED_ON,
  '/password-reset/code': LED_ON,
  '/password-reset/new-password': LED_ON,
  '/password-reset/done': LED_ON,
  '/events': OWN_LIST,
  '/events/export': OWN_LIST,
  '/events/new': CHANGES,
  '/events/[eventId]': OWN_EVENT,
  '/events/[eventId]/edit': { ...CHANGES, stranger: 'not-found' },
  '/events/[eventId]/report': OWN_EVENT_WORK,
  '/events/[eventId]/certificate': OWN_EVENT,
  '/events/[eventId]/certificate/[version]': OWN_EVENT,
  '/portal': { ...EVERYBODY, ...OUT },
  '/account': { ...EVERYBODY, ...OUT },
  '/account/name': { ...EVERYBODY, ...OUT },
  '/account/email': { ...EVERYBODY, ...OUT },
  '/account/password': { ...EVERYBODY, ...OUT },
  '/welcome': OWN_LIST,
  '/users': { ...OWN_LIST, viewer: 'forbidden' },
  '/users/[userId]': OWN_USER,
  '/users/[userId]/remove': OWN_USER,
  '/admin': { ...OUT, stranger: 'forbidden', viewer: 'forbidden', owner: 'forbidden', staff: 'ok' },
};

/** Routes that belong to the framework, or are tested on their own in sessions.test.ts. */
const NOT_PEOPLES = ['/_not-found', '/_global-error', '/api/auth/[...nextauth]'];

const MISSING = 987_654_321;
let db: Database;
let people: People;
let event: { id: number; title: string };
let colleague: { id: number; name: string };

beforeAll(async () => {
  db = await productDatabase();
  people = await gatherPeople(db);
  event = await givenSecretEvent(db);
  colleague = await givenSecretColleague(db);
  // A first version of the certificate, for the route that shows versions.
  await people.owner.get(`/events/${event.id}/certificate`);
});
afterAll(() => db.$client.end());

test('the table knows every route of the build', () => {
  const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>;
  const built = Object.values(manifest).filter((route) => !NOT_PEOPLES.includes(route));
  expect(built.sort()).toEqual(Object.keys(ROUTES).sort());
});

const cells = Object.entries(ROUTES).flatMap(([route, row]) =>
  Object.entries(row).map(([person, outcome]) => [route, person as keyof People, outcome] as const),
);

test.each(cells)('%s for %s: %s', async (route, person, outcome) => {
  const path = route
    .replace('[eventId]', String(event.id))
    .replace('[userId]', String(colleague.id))
    .replace('[version]', '1')
    .replace('[face]', 'text')
    .replace('[...path]', 'no/such/page');
  const answer = await people[person].get(path);
  expect(outcomeOf(answer)).toBe(outcome);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  const secret = answer.body.includes(event.title) || answer.body.includes(colleague.name);
  expect(outcome !== 'ok' && secret).toBe(false);
});

const ofAnEvent = Object.keys(ROUTES).filter((route) => route.includes('[eventId]'));

test.each(ofAnEvent)('%s of another provider answers exactly like a missing one', async (route) => {
  for (const headers of [{}, { RSC: '1' }, { Purpose: 'prefetch', RSC: '1', 'Next-Router-Prefetch': '1' }]) {
    const at = (id: number | string) =>
      route.replace('[eventId]', String(id)).replace('[version]', '1').replace('[...path]', 'no/such/page');
    const foreign = await people.stranger.get(at(event.id), headers as Record<string, string>);
    const missing = await people.stranger.get(at(MISSING), headers as Record<string, string>);
    expect(foreign.body.includes(event.title)).toBe(false);
    expect(foreign.status).toBe(missing.status);
    expect(difference(withoutChance(foreign.body, event.id), withoutChance(missing.body, MISSING))).toBe('');
  }
});

const ofAColleague = Object.keys(ROUTES).filter((route) => route.startsWith('/users/'));

test.each(ofAColleague)('%s of another provider’s user answers exactly like a missing one', async (route) => {
  for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
    const foreign = await people.stranger.get(route.replace('[userId]', String(colleague.id)), headers);
    const missing = await people.stranger.get(route.replace('[userId]', String(MISSING)), headers);
    expect(foreign.body.includes(colleague.name)).toBe(false);
    expect(foreign.status).toBe(missing.status);
    expect(difference(withoutChance(foreign.body, colleague.id), withoutChance(missing.body, MISSING))).toBe('');
  }
});

test.each(['0', '-1', '1.5', '2147483648', '99999999999999999999', '%00', '%ED%A0%80', 'abc', '1;drop'])(
  'an event number %s is not found or refused, never a fault',
  async (id) => {
    for (const route of ofAnEvent) {
      const { status } = await people.owner.get(route.replace('[eventId]', id).replace('[version]', '1'));
      expect([400, 404]).toContain(status);
    }
  },
);

function everyoneGets(outcome: Outcome): Row {
  return { guest: outcome, disabled: outcome, stranger: outcome, viewer: outcome, owner: outcome, staff: outcome };
}

function outcomeOf({ status, location }: Answer): Outcome | number {
  if (status === 200) return 'ok';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status >= 300 && status < 400) return location?.includes('/sign-in') ? 'sign-in' : 'onward';
  return status;
}

/** What differs between any two answers: nonces, request ids, and the number that was asked for. */
function withoutChance(body: string, id: number): string {
  return body
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REQUEST')
    .replaceAll(/nonce(\\?["']?[:=]\\?["'])[^"'\\]+/g, 'nonce$1')
    .replaceAll(String(id), 'ID')
    .replaceAll(/self\.__next_r="[^"]*"/g, '');
}

/** Where two long texts part, so that a failure can be read. */
function difference(one: string, other: string): string {
  if (one === other) return '';
  let at = 0;
  while (one[at] === other[at]) at++;
  return `${one.slice(at - 60, at + 120)}\n…and…\n${other.slice(at - 60, at + 120)}`;
}
