import type { AxiosResponse } from 'axios';
import OpenAPIClientAxios, { type Document, type OpenAPIClient } from 'openapi-client-axios';
import type { z } from 'zod';
import type { Database } from '@/db/client';
import {
  batchAnswer,
  certificateAnswer,
  correctedAnswer,
  eventsAnswer,
  issuedAnswer,
  problemAnswer,
  putCountsAnswer,
  putEventsAnswer,
} from '@/lib/learning-systems/answers';
import { dayInMontana } from '@/lib/platform/clock';
import { ELSEWHERE, givenSecretEvent } from '../access/people';
import { BASE, testBrowser } from '../support/browser';
import { makeKey } from '../support/learning-system-pages';
import { productDatabase } from '../support/product-database';
import { Visitor } from '../support/visitor';

/** A standard client, which knows the endpoint only from its published description. */
let client: OpenAPIClient;
let secret: string;
let db: Database;
let eventId: number;
const browser = testBrowser();

beforeAll(async () => {
  db = await productDatabase();
  eventId = (await givenSecretEvent(db)).id;
  const definition = (await (await fetch(`${BASE}/api/v1/openapi.json`)).json()) as Document;
  client = await new OpenAPIClientAxios({ definition }).init();
  ({ secret } = await makeKey(await browser.signedIn('jdoe'), 'A client of the tests'));
  // Refusals are checked as well.
  client.defaults.validateStatus = () => true;
  client.defaults.headers.common.Authorization = `Bearer ${secret}`;
});
afterAll(() => db.$client.end());

type Given = { key?: string; authorization?: string } & Record<string, unknown>;

function create({ key = crypto.randomUUID(), ...given }: Given = {}): Promise<AxiosResponse> {
  const learner = { eventId, name: 'Zoë Ñandú', units: 5.5, completedOn: dayInMontana(new Date()) };
  const body = { ...learner, learnerId: crypto.randomUUID(), montanaEducator: true, ...given };
  return client.createCertificate!({ 'Idempotency-Key': key }, body);
}

function expectAnswer<Schema extends z.ZodType>(response: AxiosResponse, status: number, schema: Schema) {
  expect({ status: response.status, data: response.data }).toMatchObject({ status });
  expect(response.headers['cache-control']).toBe('private, no-store');
  expect(response.headers['set-cookie']).toBeUndefined();
  return schema.parse(response.data);
}

function expectProblem(response: AxiosResponse, status: number) {
  expect(response.headers['content-type']).toBe('application/problem+json');
  const problem = expectAnswer(response, status, problemAnswer);
  expect(problem.status).toBe(status);
  return problem;
}

test('a standard client issues a certificate, looks it up, and downloads the file', async () => {
  const key = crypto.randomUUID();
  const learnerId = crypto.randomUUID();
  const first = await create({ key, learnerId });
  const issued = expectAnswer(first, 201, issuedAnswer);
  const again = await create({ key, learnerId });
  expect(expectAnswer(again, 201, issuedAnswer)).toEqual(issued);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(expectAnswer(await create({ learnerId }), 200, issuedAnswer)).toEqual(issued);

  const { serial } = issued;
  const found = expectAnswer(await client.getCertificate!({ serial }), 200, certificateAnswer);
  expect(found).toMatchObject({ serial, eventId, state: 'valid', name: 'Zoë Ñandú', units: '5.5' });
  const pdf = await client.getCertificatePdf!({ serial }, null, { responseType: 'arraybuffer' });
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.headers['content-length']).toBe(String(pdf.data.byteLength));
  expect(Buffer.from(pdf.data).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await fetch(issued.checkUrl)).status).toBe(200);
});

test('a standard client corrects a certificate, then revokes the corrected one', async () => {
  const { serial } = expectAnswer(await create(), 201, issuedAnswer);
  const key = { 'Idempotency-Key': crypto.randomUUID() };
  const correct = (given: object = {}) =>
    client.correctCertificate!(
      { serial, ...key },
      { name: 'Zoe Nandu', units: '5.25', completedOn: dayInMontana(new Date()), reason: 'Misspelled.', ...given },
    );
  const corrected = expectAnswer(await correct(), 201, correctedAnswer);
  expect(corrected).toMatchObject({ supersedes: serial, eventId });
  const again = await correct();
  expect(expectAnswer(again, 201, correctedAnswer)).toEqual(corrected);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expectProblem(await correct({ name: 'Z. Nandu' }), 422);
  expect((await client.getCertificate!({ serial: corrected.serial })).data).toMatchObject({
    name: 'Zoe Nandu',
    units: '5.25',
    state: 'valid',
  });

  const revoke = (one: string, reason = 'Recorded by mistake.') =>
    client.revokeCertificate!({ serial: one }, { reason });
  expect(expectProblem(await revoke(serial), 409).detail).toContain(corrected.serial);
  expect(expectProblem(await revoke(corrected.serial, ''), 422).errors).toMatchObject([{ field: 'reason' }]);
  const revoked = expectAnswer(await revoke(corrected.serial), 200, certificateAnswer);
  expect(revoked).toMatchObject({ serial: corrected.serial, state: 'revoked' });
  expect(expectAnswer(await revoke(corrected.serial), 200, certificateAnswer)).toEqual(revoked);
  expect(await (await fetch(corrected.checkUrl)).text()).toContain('revoked');
  expectProblem(await revoke('K7Q3-9F2M-XT4W'), 404);
});

/** Returns all events of the provider, page by page, because other tests add events. */
async function listAllEvents() {
  const events: z.infer<typeof eventsAnswer>['events'] = [];
  let cursor: string | undefined;
  do {
    const page = expectAnswer(await client.listEvents!({ limit: 20, ...(cursor && { cursor }) }), 200, eventsAnswer);
    events.push(...page.events);
    cursor = page.next ?? undefined;
  } while (cursor);
  return events;
}

test('a standard client pages through the provider’s events', async () => {
  const seen = (await listAllEvents()).map((event) => event.eventId);
  expect(seen).toContain(eventId);
  expect(new Set(seen).size).toBe(seen.length);
  expectProblem(await client.listEvents!({ limit: 0 }), 422);
  expectProblem(await client.listEvents!({ cursor: 'x' }), 422);
});

test('the units of a response can be sent in a request unchanged', async () => {
  const { units } = (await listAllEvents()).find((event) => event.eventId === eventId)!;
  const issued = expectAnswer(await create({ units, completedOn: new Date().toISOString() }), 201, issuedAnswer);
  expect((await client.getCertificate!({ serial: issued.serial })).data).toMatchObject({ units });
});

test('a standard client issues a batch, and reads the result of each item', async () => {
  const item = (given: object = {}) => ({
    eventId,
    learnerId: crypto.randomUUID(),
    name: 'Zoë Ñandú',
    units: '5.5',
    completedOn: dayInMontana(new Date()),
    montanaEducator: true,
    ...given,
  });
  const certificates = [item(), item({ name: 'Zoë 🎉' }), item({ eventId: 987_654_321 }), item()];
  const key = { 'Idempotency-Key': crypto.randomUUID() };
  const send = () => client.createCertificates!(key, { certificates });
  const { results } = expectAnswer(await send(), 200, batchAnswer);
  expect(results.map(({ status }) => status)).toEqual([201, 422, 404, 201]);
  expect(results[1]).toMatchObject({ errors: [{ field: 'name' }], detail: expect.stringContaining('🎉') });
  const again = expectAnswer(await send(), 200, batchAnswer).results;
  expect(again).toEqual(results.map((result) => ('certificate' in result ? { ...result, replayed: true } : result)));
  expectProblem(await client.createCertificates!(key, { certificates: [] }), 422);
  expectProblem(await client.createCertificates!(key, { certificates: Array(1001).fill(item()) }), 422);
});

test('thirty learners who finish at once each get their own certificate, although each asks twice', async () => {
  const learners = Array.from({ length: 30 }, (_, n) => ({ learnerId: crypto.randomUUID(), name: `Learner ${n}` }));
  const answers = await Promise.all([...learners, ...learners].map((learner) => create(learner)));
  const serials = answers.map((answer) => issuedAnswer.parse(answer.data).serial);
  expect(new Set(serials).size).toBe(30);
  expect(serials.slice(0, 30)).toEqual(serials.slice(30));
});

test('problems are reported field by field', async () => {
  const problem = expectProblem(
    await create({ name: 'Zoë 🎉', units: 5.6, completedOn: 'today', educatorNumbre: '1' }),
    422,
  );
  expect(problem.errors!.map(({ field }) => field).sort()).toEqual(['completedOn', 'educatorNumbre', 'name', 'units']);
  expect(expectProblem(await create({ montanaEducator: undefined }), 422).detail).toContain('montanaEducator');
  expect(expectProblem(await create({ units: 6 }), 422).detail).toContain('5.75 PDUs');
  const key = crypto.randomUUID();
  expect((await create({ key })).status).toBe(201);
  expect(expectProblem(await create({ key }), 422).detail).toContain('Idempotency-Key');
});

test('another provider’s event is exactly like a missing one', async () => {
  const foreign = await givenSecretEvent(db, ELSEWHERE);
  const [one, other] = await Promise.all([create({ eventId: foreign.id }), create({ eventId: 987_654_321 })]);
  const { requestId: _, ...problem } = expectProblem(one, 404);
  expect(expectProblem(other, 404)).toMatchObject(problem);
});

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${BASE}/api/v1/certificates`, {
    method: 'POST',
    body,
    headers: {
      Authorization: `Bearer ${secret}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      ...headers,
    },
  });

const learner = (given: object) =>
  JSON.stringify({
    eventId,
    name: 'Zoë',
    units: 1,
    completedOn: dayInMontana(new Date()),
    montanaEducator: true,
    ...given,
  });

test.each<[string, () => Promise<Response>, number]>([
  ['no JSON', () => post('{"eventId": 1'), 400],
  ['JSON that is no object', () => post('[1]'), 422],
  ['null', () => post('null'), 422],
  ['half a character', () => post(new Uint8Array([0x22, 0xc3, 0x22])), 400],
  ['a NUL', () => post(learner({ name: 'Zo\u0000' })), 422],
  ['half a surrogate pair', () => post(learner({}).replace('Zoë', 'Zo\\ud800')), 422],
  ['a number of 2^31', () => post(learner({ eventId: 2 ** 31 })), 404],
  ['a number beyond all', () => post(learner({}).replace(/"eventId":\d+/, '"eventId":1e400')), 422],
  ['units of nothing', () => post(learner({ units: 0 })), 422],
  ['units in words', () => post(learner({ units: 'one' })), 422],
  ['a list of units', () => post(learner({ units: [1] })), 422],
  ['a time without its offset', () => post(learner({ completedOn: '2026-05-03T21:30:00' })), 422],
  ['a name of half a megabyte', () => post(learner({ name: 'a'.repeat(500_000) })), 413],
  ['a form', () => post('eventId=1', { 'Content-Type': 'application/x-www-form-urlencoded' }), 415],
  ['no idempotency key', () => post(learner({}), { 'Idempotency-Key': '' }), 422],
  ['a long idempotency key', () => post(learner({}), { 'Idempotency-Key': 'a'.repeat(256) }), 422],
  ['a wrong key', () => post(learner({}), { Authorization: `Bearer pdups_${'a'.repeat(43)}` }), 401],
  ['an address with a NUL', () => fetch(`${BASE}/api/v1/certificates/%00`), 400],
  ['no such address', () => fetch(`${BASE}/api/v1/certificate`), 404],
  ['another method', () => fetch(`${BASE}/api/v1/certificates`, { method: 'DELETE' }), 405],
  ['a question in place of a request', () => fetch(`${BASE}/api/v1/certificates`), 405],
  ['a question in place of a correction', () => fetch(`${BASE}/api/v1/certificates/x/correct`), 405],
])('%s is a problem and not a fault', async (_name, send, status) => {
  const response = await send();
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status, detail: expect.stringMatching(/\w \w/) });
  expect(response.status).toBe(status);
});

test('a person who is signed in and has no key gets nothing', async () => {
  const owner = await Visitor.signedIn('jdoe');
  const answer = await owner.get('/api/v1/events');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
});

test('events and counts are kept up to date by the provider’s own numbers, after a dry run', async () => {
  const ownNumber = crypto.randomUUID();
  const event = {
    ownNumber,
    title: 'Number talks',
    instructor: 'Zoë Ñandú',
    description: 'How to lead number talks.',
    categories: ['Mathematics'],
    startsOn: '2031-03-07',
    startsAt: '09:00',
    endsAt: '10:20',
    location: { kind: 'online' },
  };
  const put = (dryRun: boolean, ...items: object[]) => client.putEvents!({}, { dryRun, attested: true, events: items });
  const dry = expectAnswer(await put(true, event), 200, putEventsAnswer);
  expect(dry).toEqual({ dryRun: true, results: [{ status: 201, eventId: null, ownNumber, changed: [] }] });
  const { results } = expectAnswer(
    await put(false, event, { ownNumber: 'New', title: 'Too little' }),
    200,
    putEventsAnswer,
  );
  expect(results).toEqual([
    expect.objectContaining({ status: 201, eventId: expect.any(Number) }),
    expect.objectContaining({
      status: 422,
      errors: expect.arrayContaining([expect.objectContaining({ field: 'hours' })]),
    }),
  ]);
  const changed = expectAnswer(await put(false, { ownNumber, room: 'Room 2' }), 200, putEventsAnswer);
  expect(changed.results).toEqual([expect.objectContaining({ status: 200, changed: ['room'] })]);
  expectProblem(await client.putEvents!({}, { events: [event] }), 422);

  const counts = await client.putCounts!(
    {},
    {
      counts: [
        { ownNumber, count: 3 },
        { ownNumber: 'Nothing', count: 3 },
      ],
    },
  );
  expect(expectAnswer(counts, 200, putCountsAnswer).results).toEqual([
    { status: 422, detail: expect.stringContaining('when the event is over') },
    { status: 404, detail: expect.stringContaining('no event with the number “Nothing”') },
  ]);
});
