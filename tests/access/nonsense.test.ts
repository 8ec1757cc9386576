import { readFileSync } from 'node:fs';
import { BASE } from '../support/browser';
import { authNonsense, type Nonsense, nonsenseFor, sendNonsense } from '../support/nonsense';
import { Visitor } from '../support/visitor';

const AT_ONCE = 8;
const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>;

/** Every route of the build, with a number in place of each parameter. */
const PATHS = [...new Set(Object.values(manifest))]
  .filter((route) => route !== '/_global-error')
  .map((route) => route.replace(/\[\[?\.\.\.\w+\]\]?/, 'x').replaceAll(/\[\w+\]/g, '1'));

/** Returns the requests that were answered with a server fault, with the text of one, or not at all. */
async function faultsOf(all: Nonsense[], cookie?: string): Promise<string[]> {
  const faults: string[] = [];
  const left = [...all];
  const sendNext = async (): Promise<void> => {
    for (let sent = left.pop(); sent; sent = left.pop()) {
      const { status, body } = await sendNonsense(BASE, sent, cookie);
      if (status > 0 && status < 500 && !body.includes('Internal Server Error')) continue;
      faults.push(`${status} ${JSON.stringify(sent).slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  return faults;
}

/**
 * Spreads the requests: each route gets a few and each request goes to several routes, because all of them everywhere
 * would take minutes.
 */
function spread(): Nonsense[] {
  const share = Math.ceil(nonsenseFor('/').length / 12);
  return PATHS.flatMap((path, at) => {
    const all = nonsenseFor(path);
    return Array.from({ length: share }, (_, turn) => all[(at * share + turn) % all.length]!);
  });
}

test.each([
  ['a stranger', async () => undefined],
  ['a provider', async () => (await Visitor.signedIn('jdoe')).cookie()],
] as [who: string, cookie: () => Promise<string | undefined>][])(
  'nonsense from %s at any route causes no server fault',
  async (_who, cookie) => {
    expect(await faultsOf([...spread(), ...nonsenseFor('/verify'), ...nonsenseFor('/events')], await cookie())).toEqual(
      [],
    );
  },
);

test('nonsense at the addresses of next-auth is refused', async () => {
  expect(await faultsOf(authNonsense())).toEqual([]);
});

test.each(['signin', 'signin/credentials', 'signout', 'providers', 'error', 'verify-request', '_log', 'constructor'])(
  'next-auth’s /%s, which no page uses, does not exist',
  async (endpoint) => {
    expect((await new Visitor().get(`/api/auth/${endpoint}`)).status).toBe(404);
    expect((await new Visitor().post(`/api/auth/${endpoint}`, new URLSearchParams())).status).toBe(404);
  },
);
