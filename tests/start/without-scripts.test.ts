import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPageWithoutScripts, leaveOutScripts, withoutScripts } from '@/scripts/start/without-scripts';

const PAGE =
  '<html><head><link rel="preload" as="script" fetchPriority="low" nonce="n" href="/_next/a.js"/><link rel="preload" as="font" href="/f.woff2"/>' +
  '<script src="/_next/a.js" async nonce="n"></script></head><body><h1>Events</h1><script src="/menu.js" defer nonce="n"></script>' +
  '<script nonce="n">self.__next_f.push([1,"\\u003c/script>"])</script></body></html>';
const PLAIN =
  '<html><head><link rel="preload" as="font" href="/f.woff2"/></head><body><h1>Events</h1><script src="/menu.js" defer nonce="n"></script></body></html>';

let server: Server;
let answer: (req: IncomingMessage, res: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((req, res) => {
    if (isPageWithoutScripts(req)) leaveOutScripts(req, res);
    answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);

function inPieces(type: string) {
  return (_req: IncomingMessage, res: ServerResponse) => {
    res.setHeader('Content-Type', type);
    res.flushHeaders();
    res.write(PAGE.slice(0, 50));
    res.write(Buffer.from(PAGE.slice(50, 200)));
    setImmediate(() => res.end(PAGE.slice(200)));
  };
}

test('the framework’s scripts and their preloads are left out; fonts and scripts of our own are kept', () => {
  expect(withoutScripts(PAGE)).toBe(PLAIN);
});

test('a page whose parts arrive later keeps the scripts that put them in place', () => {
  const page = `${PAGE}<template id="B:0"></template>`;
  expect(withoutScripts(page)).toBe(page);
});

test.each(['/help', '/providers?q=x', '/providers/12', '/rules', '/faq'])(
  '%s is read without scripts',
  async (path) => {
    answer = inPieces('text/html');
    expect(await (await get(path)).text()).toBe(PLAIN);
  },
);

test.each(['gzip, br', 'identity'])('the list is sent without scripts, with %s accepted', async (encoding) => {
  answer = inPieces('text/html; charset=utf-8');
  const response = await get('/events?q=x', { headers: { 'Accept-Encoding': encoding } });
  expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : 'gzip');
  expect(await response.text()).toBe(PLAIN);
});

test('other pages, the data of an open page, and what is no page are sent as they are', async () => {
  answer = inPieces('text/html');
  expect(await (await get('/events/7')).text()).toBe(PAGE);
  expect(await (await get('/events', { headers: { RSC: '1' } })).text()).toBe(PAGE);
  expect(await (await get('/events', { method: 'POST' })).text()).toBe(PAGE);
  answer = inPieces('text/plain');
  expect(await (await get('/events')).text()).toBe(PAGE);
});

test('the compression of Next.js, which runs after it, changes nothing', async () => {
  const compress = jest.requireActual('next/dist/compiled/compression')();
  answer = (req, res) => compress(req, res, () => inPieces('text/html')(req, res));
  const response = await get('/events', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe(PLAIN);
});

test('a redirect without a body stays one', async () => {
  answer = (_req, res) => res.writeHead(307, { Location: '/sign-in' }).end();
  const response = await get('/events', { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([307, '/sign-in']);
});
