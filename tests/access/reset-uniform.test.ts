import { readFileSync } from 'node:fs';
import path from 'node:path';
import { users } from '@/db/schema';
import { type FormSender, resetAsStranger, type Seen, STEPS } from '@/scripts/bench/accounts/reset-flow';
import { whereTheyPart } from '@/scripts/bench/accounts/without-chance';
import { givenNewPerson } from '../support/new-person';
import { productDatabase } from '../support/product-database';
import { type Answer, Visitor } from '../support/visitor';

// The characters in the picture are read from the ticket with the product's own key.
process.env.SESSION_SECRET = readFileSync(path.join(process.env.E2E_DATA_DIR!, 'secret'), 'utf8').trim();
process.env.DATABASE_URL ??= 'postgres://unused.invalid/unused';

const ADDRESS = (username: string) => `${username}@example.org`;

/** The username that is entered, and the address: the one on file, or one that only fits the mask. */
const CASES: [string, () => Promise<{ username: string; address?: string }>][] = [
  ['another unknown username', async () => ({ username: freshUsername() })],
  ['a known username', async () => ({ username: (await givenNewPerson()).username })],
  [
    'a known username with the address on file',
    async () => {
      const { username, email } = await givenNewPerson();
      return { username, address: email };
    },
  ],
  ['a disabled username', async () => ({ username: await givenDisabledPerson() })],
  [
    'a disabled username with the address on file',
    async () => {
      const username = await givenDisabledPerson();
      return { username, address: ADDRESS(username) };
    },
  ],
];

let unknown: Seen<Answer>[];

beforeAll(async () => {
  unknown = await resetAsStranger(readingVisitor(), freshUsername());
});

test('an unknown username gets as far as the page that asks for a code, and no further', () => {
  const places = unknown.map(({ step, answer }) => [step, answer.status, pathOf(answer)]);
  expect(places).toEqual([
    ['sign-in, wrong password', 200, null],
    ['first page of the reset', 200, null],
    ['username and letters', 303, '/password-reset/email'],
    ['email page', 200, null],
    ['address', 303, '/password-reset/code'],
    ['code page', 200, null],
    ['wrong code', 200, null],
  ]);
  expect(unknown.at(-1)!.plain).toContain('That is not the code from the latest email.');
});

test.each(CASES)('%s gets the same answers as an unknown one at every step', async (_who, given) => {
  const { username, address } = await given();
  const seen = await resetAsStranger(readingVisitor(), username, address);
  expect(seen.map(({ step }) => step)).toEqual(STEPS);
  for (const [at, { step, answer, plain }] of seen.entries()) {
    expect([step, whereTheyPart(plain, unknown[at]!.plain)]).toEqual([step, '']);
    expect([step, headerNames(answer)]).toEqual([step, headerNames(unknown[at]!.answer)]);
  }
});

/** Returns a visitor who reads pages as text; the other tests' visitor keeps bytes unchanged, for files. */
function readingVisitor(): FormSender<Answer> {
  const visitor = new Visitor();
  const asText = (answer: Answer) => ({ ...answer, body: Buffer.from(answer.body, 'latin1').toString('utf8') });
  return {
    get: async (path) => asText(await visitor.get(path)),
    post: async (path, form) => asText(await visitor.post(path, form)),
  };
}

function pathOf({ location }: Answer): string | null {
  return location && new URL(location, 'http://here').pathname;
}

/** Returns which headers are present and how long each cookie lives; their values differ with every visit. */
function headerNames({ headers }: Answer): string[] {
  const cookies = headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '').replace(/Expires=[^;]*/i, ''));
  return [...new Set(headers.keys()), ...cookies].filter((name) => name !== 'set-cookie').sort();
}

function freshUsername(): string {
  return `new-${crypto.randomUUID().slice(0, 8)}`;
}

async function givenDisabledPerson(): Promise<string> {
  const db = await productDatabase();
  try {
    const username = freshUsername();
    await db
      .insert(users)
      .values({ username, name: 'Dora Disabled', email: ADDRESS(username), disabledAt: new Date() });
    return username;
  } finally {
    await db.$client.end();
  }
}
