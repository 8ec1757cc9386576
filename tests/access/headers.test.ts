import { request } from 'node:http';
import type { Database } from '@/db/client';
import { BASE } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { type Answer, Visitor } from '../support/visitor';
import { addPerson, forgiveThisAddress, givenSecretEvent } from './people';

let db: Database;
let visitor: Visitor;
let event: { id: number };

beforeAll(async () => {
  db = await productDatabase();
  await forgiveThisAddress(db);
  visitor = await Visitor.signedIn((await addPerson(db)).username);
  event = await givenSecretEvent(db);
});
afterAll(() => db.$client.end());

/** An address for every kind of answer that the product gives. */
const ANSWERS: [what: string, path: () => string | Promise<string>, status: number, type: RegExp][] = [
  ['a page', () => '/events', 200, /html/],
  ['a public page', () => '/sign-in', 307, /./],
  ['help', () => '/help', 200, /html/],
  ['a redirect', () => '/', 307, /./],
  ['a missing page', () => '/no/such/page', 404, /html/],
  ['a missing record', () => '/events/987654321', 404, /html/],
  ['a refused page', () => '/admin', 403, /html/],
  ['a refused route', () => '/events/987654321/certificate', 404, /plain/],
  ['a certificate', () => `/events/${event.id}/certificate`, 200, /pdf/],
  ['a spreadsheet', () => '/events/export', 200, /csv/],
  ['health', () => '/api/health', 200, /json/],
  ['next-auth', () => '/api/auth/session', 200, /json/],
  ['an address of next-auth that no page uses', () => '/api/auth/signin', 404, /./],
  ['a sign-in that sends nothing', () => '/api/auth/callback/credentials', 405, /./],
  ['the page for when everything fails', () => '/_global-error', 404, /html/],
  [
    'a picture in another size, which no page asks for',
    () => '/_next/image?url=%2Ffaq%2Fportal.png&w=640&q=75',
    404,
    /./,
  ],
  ['the icon', () => '/icon.svg', 200, /svg/],
  ['a style sheet', () => staticFile('css'), 200, /css/],
  ['a script', () => staticFile('js'), 200, /javascript/],
  ['a missing static file', () => '/_next/static/nothing.js', 404, /./],
  ['an address that cannot be read', () => '/s/%', 400, /html/],
  ['an address that is too long', () => `/${'a'.repeat(9000)}`, 414, /html/],
];

/** Returns the address of one of the files that the sign-in page, which comes with scripts, refers to. */
async function staticFile(kind: 'css' | 'js'): Promise<string> {
  const { body } = await visitor.get('/sign-in');
  return new RegExp(`/_next/static/[^"'\\\\]+\\.${kind}`).exec(body)![0];
}

function expectHeaders({ headers }: Pick<Answer, 'headers'>): void {
  const policy = headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "'strict-dynamic'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toMatch(/^(same-origin|no-referrer)$/);
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('permissions-policy')).toContain('camera=()');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('x-powered-by')).toBeNull();
}

test.each(ANSWERS)('%s has every security header', async (_what, path, status, type) => {
  const address = await path();
  const answer = await visitor.get(address);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type') ?? '-').toMatch(type);
  expectHeaders(answer);
  if (!address.startsWith('/_next/static/') && address !== '/icon.svg') {
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  }
});

/** Returns the server's answer to the announcement of a body of this size, before the body is sent. */
function answerToAnnouncement(bytes: number): Promise<{ status: number; headers: Headers }> {
  return new Promise((resolve, reject) => {
    const post = request(`${BASE}/help`, { method: 'POST', headers: { 'content-length': bytes } }, (answer) => {
      resolve({ status: answer.statusCode!, headers: new Headers(Object.entries(answer.headers).flatMap(pairs)) });
      post.destroy();
    });
    post.once('error', reject);
    post.flushHeaders();
  });
}

const pairs = ([name, value]: [string, string | string[] | undefined]): [string, string][] =>
  [value ?? []].flat().map((one) => [name, one]);

test('posted forms have them, too: accepted, refused, too large and unreadable', async () => {
  const form = (value: string) => {
    const data = new FormData();
    data.append('username', value);
    return data;
  };
  const answers = [
    await visitor.post('/help', form('x')),
    await visitor.post('/help', form('x'), { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }),
    await answerToAnnouncement(1_100_000),
    await visitor.post('/help', form('x'), { 'Next-Action': '0'.repeat(42) }),
  ];
  for (const answer of answers) expectHeaders(answer);
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
});

test('the nonce differs at each request, and the page’s scripts have it', async () => {
  const nonces = new Set<string>();
  for (let turn = 0; turn < 3; turn++) {
    const { headers, body } = await visitor.get('/help');
    const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy')!)![1]!;
    nonces.add(nonce);
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  }
  expect(nonces.size).toBe(3);
});
