import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { claims } from '@/db/schema';
import { BASE } from '../support/browser';
import { productDatabase } from '../support/product-database';
import { type Answer, Visitor } from '../support/visitor';
import { filled, formsOf } from './forms';
import { addPerson, forgiveThisAddress, givenSecretEvent } from './people';
import { claimByHand, claimTyped, makeLinkByHand, serialOn } from './share-by-hand';

let db: Database;
let owner: Visitor;
let event: { id: number; title: string };

beforeAll(async () => {
  db = await productDatabase();
  await forgiveThisAddress(db);
  owner = await Visitor.signedIn((await addPerson(db)).username);
  event = await givenSecretEvent(db);
});
afterAll(() => db.$client.end());

const countClaims = () => db.$count(claims, eq(claims.eventId, event.id));

/** Returns the parts of an answer that are the same for everybody. */
function plain({ status, body, headers }: Answer, token: string) {
  return {
    status,
    robots: headers.get('x-robots-tag'),
    cache: headers.get('cache-control'),
    body: body
      .replaceAll(token, 'TOKEN')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REQUEST')
      .replaceAll(/nonce(\\?["']?[:=]\\?["'])[^"'\\]+/g, 'nonce$1')
      .replaceAll(/"[\w-]{21}[vm]"/g, '"RENDER"')
      .replaceAll(/self\.__next_r="[^"]*"/g, ''),
  };
}

test('unknown, revoked, past and future links show the same page, and nothing about the event', async () => {
  const revoked = await makeLinkByHand(owner, event.id);
  const [form] = formsOf(await owner.get(`/events/${event.id}/share/${revoked.linkId}/revoke`)).slice(-1);
  await owner.post(`/events/${event.id}/share/${revoked.linkId}/revoke`, filled(form!));
  const future = await makeLinkByHand(owner, event.id, { firstDay: '2090-01-01' });
  const unknown = `/certificate/${'x'.repeat(43)}`;
  const answers = [];
  for (const path of [unknown, revoked.path, future.path]) {
    const answer = await new Visitor().get(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain(event.title);
    answers.push(JSON.stringify(plain(answer, path.split('/').at(-1)!)));
  }
  expect(new Set(answers).size).toBe(1);
});

test('a link’s page is not cached, not indexed by search engines, and does not pass its address to other sites', async () => {
  const { path } = await makeLinkByHand(owner, event.id);
  for (const at of [
    path,
    `${path}?another=1`,
    `${path}/0000-0000-0000`,
    `${path}/conference`,
    '/certificate/no-such-link',
  ]) {
    const { headers } = await new Visitor().get(at);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('cache-control')).toBe('private, no-store');
  }
});

test('opening a link changes nothing, no matter how often', async () => {
  const { path } = await makeLinkByHand(owner, event.id);
  const before = await countClaims();
  for (let time = 0; time < 3; time++) {
    const answer = await new Visitor().get(path, time === 1 ? { RSC: '1' } : {});
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect(await countClaims()).toBe(before);
});

test('a form posted from a page without a referrer is accepted; one from another site claims nothing', async () => {
  const { path } = await makeLinkByHand(owner, event.id);
  const attendee = new Visitor();
  const [form] = formsOf(await attendee.get(path)).filter(({ fields }) => fields.some(([name]) => name === 'name'));
  const before = await countClaims();
  for (const headers of [
    { Origin: 'null', 'Sec-Fetch-Site': null },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  ]) {
    await attendee.post(path, filled(form!, claimTyped()), headers);
    expect(await countClaims()).toBe(before);
  }
  const answer = await attendee.post(path, filled(form!, claimTyped()), {
    Origin: 'null',
    'Sec-Fetch-Site': 'same-origin',
  });
  expect(answer.location).toContain(path);
  expect(await countClaims()).toBe(before + 1);
});

test('only the browser that claimed a certificate can download it; the link and the serial are not enough', async () => {
  const { path } = await makeLinkByHand(owner, event.id);
  const attendee = new Visitor();
  const serial = serialOn(await claimByHand(attendee, path));
  const mine = await attendee.get(`${path}/${serial}`);
  expect(mine.status).toBe(200);
  expect(mine.headers.get('content-type')).toBe('application/pdf');
  expect(mine.headers.get('content-disposition')).toMatch(/^attachment/);
  const neighbour = new Visitor();
  await claimByHand(neighbour, path, { name: 'Somebody Else' });
  const other = await makeLinkByHand(owner, event.id);
  for (const [who, at] of [
    [new Visitor(), path],
    [neighbour, path],
    [owner, path],
    [attendee, other.path],
  ] as const) {
    const answer = await who.get(`${at}/${serial}`);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('%PDF');
  }
});

test('a double tap in a browser without cookies makes one certificate, and the browser can open it', async () => {
  const { path } = await makeLinkByHand(owner, event.id);
  const attendee = new Visitor();
  const [form] = formsOf(await attendee.get(path)).filter(({ fields }) => fields.some(([name]) => name === 'name'));
  const typed = claimTyped();
  const data = () => filled(form!, typed);
  await Promise.all([attendee.post(path, data()), attendee.post(path, data())]);
  const page = await attendee.get(path);
  expect(page.body.match(/href="\/verify\//g)).toHaveLength(1);
  await attendee.get(`${path}/${serialOn(page)}`).then(({ status }) => expect(status).toBe(200));
});

test('a browser finds nothing after its person asked it to forget the certificate', async () => {
  const { path } = await makeLinkByHand(owner, event.id);
  const attendee = new Visitor();
  const page = await claimByHand(attendee, path);
  const form = formsOf(page).at(-1)!;
  await attendee.post(path, filled(form));
  const { status } = await attendee.get(`${path}/${serialOn(page)}`);
  expect(status).toBe(404);
});

test('at a link for roster members, every address gets the same answer', async () => {
  const { path } = await makeLinkByHand(owner, event.id, { access: 'roster' });
  const pages = [];
  for (const address of ['nobody@example.org', 'nowhere@example.org']) {
    const attendee = new Visitor();
    const [form] = formsOf(await attendee.get(path)).filter(({ fields }) =>
      fields.some(([name]) => name === 'address'),
    );
    const answer = await attendee.post(path, filled(form!, { address }));
    const page = await attendee.get(answer.location!);
    expect(page.body).toContain('Code from the email');
    const [code] = formsOf(page).filter(({ fields }) => fields.some(([name]) => name === 'code'));
    const wrong = await attendee.post(path, filled(code!, { code: '12345678' }));
    expect(wrong.body).toContain('That is not the code');
    pages.push(JSON.stringify(plain({ ...page, body: page.body.replaceAll(address, 'ADDRESS') }, path)));
  }
  expect(new Set(pages).size).toBe(1);
  expect(BASE).toMatch(/^http/);
});

test('any text in a code word, a limit or a name is refused with a sentence and never causes a fault', async () => {
  const { path } = await makeLinkByHand(owner, event.id, { access: 'code_word', codeWord: 'huckleberry' });
  const page = await claimByHand(new Visitor(), path, { codeWord: 'wrong word', name: '😀' });
  expect(page.status).toBe(200);
  expect(Buffer.from(page.body, 'latin1').toString()).toContain('can’t be printed on a certificate');
  const wrong = await claimByHand(new Visitor(), path, { codeWord: 'wrong word' });
  expect(wrong.body).toContain('That is not the code word');
});
