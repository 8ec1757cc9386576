import { Agent, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { log } from '@/lib/platform/log';
import { requestScope } from '@/lib/platform/request-scope';
import { listUnnamedProxies, seenProxies } from '@/lib/platform/unnamed-proxy';
import { createEdge, type Edge, type EdgeOptions, type Handler } from '@/scripts/start/serve';
import { soon } from '../support/soon';

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
type Sent = { path?: string; method?: string; headers?: Record<string, string>; body?: string };

let edge: Edge | undefined;
let server: Server;
const faults: unknown[] = [];

async function open(handler: Handler, options: Partial<EdgeOptions> = {}): Promise<void> {
  edge = createEdge({
    handler,
    dev: false,
    appUrl: undefined,
    host: undefined,
    loopbackOnly: true,
    trustProxy: [],
    onError: (error) => faults.push(error),
    ...options,
  });
  server = edge.server();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
}

afterEach(async () => {
  await edge?.close(200);
  edge = undefined;
  faults.length = 0;
});

const port = () => (server.address() as { port: number }).port;

function ask({ path = '/', method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: port(), path, method, headers, agent: false }, (res) => {
      let text = '';
      res.on('data', (chunk) => {
        text += chunk;
      });
      res.on('end', () => resolve({ status: res.statusCode!, headers: res.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends raw bytes over the connection, for requests that no client would send. */
function askRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port(), '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const echo: Handler = (req, res) => {
  const { address, nonce, requestId } = requestScope()!;
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ address, nonce, requestId, headers: req.headers }));
};

function expectSecurityHeaders(headers: IncomingHttpHeaders): void {
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(/script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'strict-dynamic'/),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'cache-control': 'private, no-store',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
}

test('every answer has the security headers, with the nonce that the page uses', async () => {
  await open(echo);
  const { headers, body } = await ask();
  expectSecurityHeaders(headers);
  const seen = JSON.parse(body);
  expect(headers['content-security-policy']).toContain(`'nonce-${seen.nonce}'`);
  expect(seen.headers['content-security-policy']).toBe(headers['content-security-policy']);
  expect(seen.requestId).toBe(headers['x-request-id']);
  expect(headers['strict-transport-security']).toBeUndefined();
});

test('a page that refreshes itself is recognized, and nothing else is', async () => {
  await open((_req, res) => res.end(String(requestScope()!.unattended)));
  const seen = async (state: unknown, sent: Sent = {}) => {
    const headers = { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(state)), ...sent.headers };
    return (await ask({ ...sent, headers })).body;
  };
  expect(await seen(['', {}, null, 'refetch'])).toBe('true');
  expect(await seen(['', { children: ['events', {}, null, 'refetch'] }])).toBe('false');
  expect(await seen(['', {}, null, 'refetch'], { method: 'POST' })).toBe('false');
  expect((await ask()).body).toBe('false');
});

test('while it drains, it answers and closes connections that would stay open', async () => {
  await open(echo);
  const headers = { connection: 'keep-alive' };
  expect((await ask({ headers })).headers.connection).toBe('keep-alive');
  edge!.drain();
  const answer = await ask({ headers });
  expect([answer.status, answer.headers.connection]).toEqual([200, 'close']);
});

test('behind TLS, browsers are told to keep using it', async () => {
  await open(echo, { appUrl: new URL('https://pdups.example.org') });
  const { headers } = await ask({ headers: { host: 'pdups.example.org' } });
  expect(headers['strict-transport-security']).toContain('max-age=');
});

test('an empty origin is removed only when the browser says that the form is from this site', async () => {
  await open(echo);
  const originOf = async (headers: Record<string, string>) => {
    const { body } = await ask({ method: 'POST', headers });
    return JSON.parse(body).headers.origin;
  };
  expect(await originOf({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  expect(await originOf({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe('null');
  expect(await originOf({ origin: 'null' })).toBe('null');
  const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' };
  expect(await originOf(elsewhere)).toBe('https://evil.example');
});

test.each<[string, Sent, number]>([
  ['a broken percent sign', { path: '/s/%' }, 400],
  ['half a character', { path: '/s/%C3' }, 400],
  ['a NUL', { path: '/s/%00' }, 400],
  ['a NUL in the query', { path: '/?q=%00' }, 400],
  ['a backslash', { path: '/\\evil.example' }, 400],
  ['two slashes', { path: '//evil.example' }, 400],
  ['a whole address', { path: 'http://evil.example/' }, 400],
  ['a very long address', { path: `/${'a'.repeat(9_000)}` }, 414],
  ['very long headers', { headers: { cookie: 'a'.repeat(40_000) } }, 431],
  ['TRACE', { method: 'TRACE' }, 405],
  ['PUT', { method: 'PUT' }, 405],
  ['a name of another site', { headers: { host: 'evil.example' } }, 421],
  ['a name that is none', { headers: { host: 'a b' } }, 400],
  ['an origin that is no address', { headers: { origin: 'nonsense' } }, 400],
  ['a router state that cannot be read', { headers: { 'next-router-state-tree': '%7B' } }, 400],
  ['an empty router state', { headers: { rsc: '1', 'next-router-state-tree': '[]' } }, 400],
  ['a router state of another shape', { headers: { 'next-router-state-tree': '["",{"children":[null]}]' } }, 400],
  ['the page for when everything fails', { path: '/_global-error?x' }, 404],
  ['a body that is said to be too large', { method: 'POST', headers: { 'content-length': '2000000' } }, 413],
])('%s is refused with its own status', async (_name, sent, status) => {
  await open(echo);
  const answer = await ask(sent);
  expect(answer.status).toBe(status);
  expectSecurityHeaders(answer.headers);
});

test.each<[string, Sent, number]>([
  ['a broken percent sign', { path: '/api/v1/certificates/%' }, 400],
  ['PUT', { method: 'PUT', path: '/api/v1/certificates' }, 405],
  ['too large a body', { method: 'POST', path: '/api/v1/certificates', headers: { 'content-length': '2000000' } }, 413],
])('%s is refused to a program as a machine-readable problem', async (_name, sent, status) => {
  await open(echo);
  const answer = await ask(sent);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(answer.body)).toMatchObject({ status, detail: expect.any(String) });
});

test.each([
  ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', 405],
  ['an unknown method', 'NONSENSE / HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  [
    'an expectation that nobody knows',
    'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n',
    200,
  ],
  ['no HTTP at all', 'GET nonsense\r\n\r\n', 400],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
  ],
])('%s is answered, with all headers', async (_name, text, status) => {
  await open(echo);
  const answer = await askRaw(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toContain("frame-ancestors 'none'");
  expect(answer).toContain('X-Request-Id: ');
});

test('a file that is too large is discarded as it arrives, and its page says what is too large', async () => {
  await open(echo);
  const answer = await ask({ method: 'POST', path: '/events/7/attendees/import', body: 'a'.repeat(6_000_000) });
  expect(answer.status).toBe(413);
  expect(answer.body).toContain('This file is larger than 5 MB.');
});

test('a body that grows past the limit is cut off, even if its size was not announced', async () => {
  await open(
    async (req, res) => {
      for await (const _chunk of req);
      res.end();
    },
    { maxBody: 1_000 },
  );
  const headers = { 'transfer-encoding': 'chunked' };
  expect((await ask({ method: 'POST', headers, body: 'a'.repeat(5_000) })).status).toBe(413);
  expect((await ask({ method: 'POST', headers, body: 'a'.repeat(900) })).status).toBe(200);
});

test('a client that sends too much reads why, and can send again on the same connection', async () => {
  await open(echo, { maxBody: 1_000 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  const send = (body: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: port(), method: 'POST', agent }, (res) => {
        ports.add(sent.socket?.localPort);
        res.resume().on('end', () => resolve(res.statusCode!));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  expect(await send('a'.repeat(8_000_000))).toBe(413);
  expect(await send('a')).toBe(200);
  expect(ports.size).toBe(1);
  agent.destroy();
});

test('a page that takes files accepts larger ones, a limited number at a time, and two from one network', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = 0;
  await open(
    async (req, res) => {
      for await (const _chunk of req);
      arrived++;
      await held;
      res.end();
    },
    { trustProxy: ['127.0.0.0/8'] },
  );
  const from = (address: string) => ({ 'content-length': '2000000', 'x-forwarded-for': address });
  const send = (address: string) =>
    ask({ method: 'POST', path: '/verify', body: 'a'.repeat(2_000_000), headers: from(address) });
  const announce = (path: string, address: string) => ask({ method: 'POST', path, headers: from(address) });
  const senders = ['203.0.113.1', '203.0.113.2', '2001:db8:0:1::1', '203.0.113.4'];
  const first = senders.flatMap((address) => [send(address), send(address)]);
  await soon(() => arrived === 8);
  expect((await announce('/verify', '203.0.113.1')).status).toBe(429);
  expect((await announce('/verify', '2001:db8:0:1:ffff::2')).status).toBe(429);
  const full = await announce('/verify', '203.0.113.9');
  expect([full.status, full.headers['retry-after']]).toEqual([503, '10']);
  expect((await announce('/verify/other', '203.0.113.9')).status).toBe(413);
  expect((await announce('/events/7/attendees/import', '203.0.113.9')).status).toBe(503);
  expect((await announce('/events/7/attendees', '203.0.113.9')).status).toBe(413);
  release();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect((await send('203.0.113.1')).status).toBe(200);
});

describe('a body must arrive at a minimum pace', () => {
  const pace = { windowMs: 60, minBytesPerSecond: 1_000 };
  const readAll: Handler = async (req, res) => {
    for await (const _chunk of req);
    res.end('read');
  };
  const post = (path: string, length: number) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;

  test.each([
    ['a form', '/help', 5_000],
    ['a large file', '/verify', 2_000_000],
  ])('%s that barely arrives is answered with 408, and the connection ends', async (_name, path, length) => {
    await open(readAll, { pace });
    const answer = await askRaw(`${post(path, length)}a`);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('X-Request-Id: ');
  });

  test('one byte now and then is not enough', async () => {
    await open(readAll, { pace });
    const answer = new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port(), '127.0.0.1', () => socket.write(post('/help', 5_000)));
      const trickle = setInterval(() => socket.write('a'), 10);
      socket.on('data', (chunk) => {
        text += chunk;
        clearInterval(trickle);
      });
      // Data written after the end is refused.
      socket
        .on('error', () => clearInterval(trickle))
        .on('close', () => {
          clearInterval(trickle);
          resolve(text);
        });
    });
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('a page that answered before it read the body does not keep the connection open for it', async () => {
    await open((_req, res) => res.end('read'), { pace });
    expect(await askRaw(`${post('/help', 5_000)}a`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a slow reader is not blamed on the sender', async () => {
    let readOn = () => {};
    let arrived = false;
    await open(
      async (req, res) => {
        arrived = true;
        await new Promise<void>((resolve) => {
          readOn = resolve;
        });
        for await (const _chunk of req);
        res.end('read');
      },
      // The first window ends far above the minimum pace, the next ones with nothing.
      { pace: { windowMs: 250, minBytesPerSecond: 1_000 } },
    );
    const answer = ask({ method: 'POST', path: '/help', body: 'a'.repeat(900_000) });
    await soon(() => arrived);
    await windows(4, 250);
    readOn();
    expect((await answer).status).toBe(200);
  });

  test('a body that keeps the pace is read to its end, no matter how long it takes', async () => {
    await open(readAll, { pace: { windowMs: 200, minBytesPerSecond: 100 } });
    const answer = await new Promise<string>((resolve, reject) => {
      let [text, sent] = ['', 0];
      const socket = connect(port(), '127.0.0.1', () => socket.write(post('/help', 3_000)));
      const steady = setInterval(() => {
        sent += 100;
        socket.write('a'.repeat(100));
        if (sent === 3_000) clearInterval(steady);
      }, 20);
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('error', reject).on('close', () => {
        clearInterval(steady);
        resolve(text);
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

/** Resolves after this many windows of a pace. */
function windows(count: number, windowMs: number): Promise<void> {
  return new Promise((resolve) => {
    let passed = 0;
    const clock = setInterval(() => {
      if (++passed < count) return;
      clearInterval(clock);
      resolve();
    }, windowMs);
  });
}

test('a page can choose its status and add headers', async () => {
  await open((_req, res) => {
    const scope = requestScope()!;
    scope.status = 403;
    scope.headers['Referrer-Policy'] = 'no-referrer';
    res.writeHead(200, { 'Content-Type': 'text/html' });
    res.end('no');
  });
  const { status, headers, body } = await ask();
  expect([status, headers['referrer-policy'], headers['content-type'], body]).toEqual([
    403,
    'no-referrer',
    'text/html',
    'no',
  ]);
});

test('a redirect remains one', async () => {
  await open((_req, res) => {
    requestScope()!.status = 403;
    res.writeHead(303, { Location: '/sign-in' });
    res.end();
  });
  expect((await ask()).status).toBe(303);
});

test.each([
  ['text/css', 'public, max-age=31536000, immutable', 'public, max-age=31536000, immutable'],
  ['text/html; charset=utf-8', 'public, max-age=31536000', 'private, no-store'],
  ['text/html', 's-maxage=31536000', 'private, no-store'],
  ['application/pdf', 'private, max-age=0', 'private, no-store'],
])('%s that says "%s" goes out as "%s"', async (type, said, sent) => {
  await open((_req, res) => {
    res.setHeader('Content-Type', type);
    res.setHeader('Cache-Control', said);
    res.end('x');
  });
  expect((await ask()).headers['cache-control']).toBe(sent);
});

test('a fault becomes a plain page that names the request and nothing else', async () => {
  await open(() => {
    throw new Error('secret detail');
  });
  const { status, headers, body } = await ask();
  expect(status).toBe(500);
  expectSecurityHeaders(headers);
  expect(body).toContain(headers['x-request-id']);
  expect(body).toContain('mailto:OPIPDUPS@mt.gov');
  expect(body).not.toContain('secret');
  expect(faults).toHaveLength(1);
});

test('a form that Next.js could not read is the sender’s fault; one whose action began is the product’s', async () => {
  let began = false;
  await open((_req, res) => {
    if (began) Object.assign(requestScope()!, { actionBegan: true });
    res.statusCode = 500;
    res.end('Internal Server Error');
  });
  const sent = { method: 'POST', headers: { 'next-action': 'x' }, body: '[' };
  const refused = await ask(sent);
  expect(refused.status).toBe(400);
  expectSecurityHeaders(refused.headers);
  expect(refused.body).toContain('malformed');
  expect(refused.body).not.toContain('Internal Server Error');
  began = true;
  expect((await ask(sent)).status).toBe(500);
  expect((await ask({ method: 'POST', body: '[' })).status).toBe(500);
});

test.each([true, false])('in development (%s) a page’s requests say which live connection is theirs', async (dev) => {
  await open(echo, { dev });
  const marks = { 'x-nextjs-request-id': 'a', 'x-nextjs-html-request-id': 'b' };
  const { body } = await ask({ headers: { ...marks, 'x-nextjs-data': '1' } });
  const seen = Object.keys(JSON.parse(body).headers).filter((name) => name.startsWith('x-nextjs-'));
  expect(seen.sort()).toEqual(dev ? Object.keys(marks).sort() : []);
});

test('headers that only Next.js or a proxy may send are removed from a stranger’s request', async () => {
  await open(echo);
  const { body } = await ask({
    headers: {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=203.0.113.9',
      'x-middleware-subrequest': 'proxy',
      'x-nonce': 'mine',
      'x-request-id': 'mine',
      'content-security-policy': "script-src 'nonce-mine'",
    },
  });
  const seen = JSON.parse(body);
  expect(seen.address).toBe('127.0.0.1');
  expect(Object.keys(seen.headers).sort()).toEqual([
    'connection',
    'content-security-policy',
    'host',
    'x-pdups-own-request',
  ]);
  expect(seen.headers['content-security-policy']).not.toContain('mine');
});

test.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
  'a proxy that was not configured is recognized by its %s, and warned about once',
  async (header) => {
    const warn = jest.spyOn(log, 'warn').mockImplementation(() => {});
    seenProxies.proxies.clear();
    seenProxies.isLogged = false;
    await open(echo);
    await ask();
    expect(listUnnamedProxies()).toEqual([]);
    for (let i = 0; i < 3; i++) await ask({ headers: { [header]: '203.0.113.9' } });
    expect(listUnnamedProxies()).toEqual([expect.objectContaining({ address: '127.0.0.1', header })]);
    expect(warn.mock.calls).toEqual([[{ peer: '127.0.0.1', header }, expect.stringContaining('TRUST_PROXY')]]);
    warn.mockRestore();
  },
);

test('a page requested inside a visitor’s request counts as requested by that visitor, not by a proxy', async () => {
  seenProxies.proxies.clear();
  const addresses: string[] = [];
  await open(
    async (req, res) => {
      addresses.push(requestScope()!.address);
      // Like Next.js after an action that redirects: with the headers of the request and one of its own.
      const inner = { ...(req.headers as Record<string, string>), 'x-forwarded-for': '127.0.0.1' };
      if (req.url === '/action') await ask({ path: '/page', headers: inner });
      res.end();
    },
    { trustProxy: ['127.0.0.1'] },
  );
  await ask({ path: '/action', headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(addresses).toEqual(['203.0.113.9', '203.0.113.9']);
  expect(listUnnamedProxies()).toEqual([]);
});

test.each([
  'guessed direct 203.0.113.9',
  'x',
  `${'é'.repeat(32)} direct 203.0.113.9`,
  `${'a'.repeat(32)} direct 203.0.113.9`,
])('the mark %s from outside has no effect', async (mark) => {
  await open(echo);
  const { body } = await ask({ headers: { 'x-pdups-own-request': mark } });
  expect(JSON.parse(body).address).toBe('127.0.0.1');
});

test('a configured proxy is not warned about', async () => {
  seenProxies.proxies.clear();
  await open(echo, { trustProxy: ['127.0.0.1'] });
  await ask({ headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(listUnnamedProxies()).toEqual([]);
});

test('a configured proxy is believed, back to the first address that is not a proxy', async () => {
  await open(echo, { trustProxy: ['127.0.0.0/8', '10.0.0.0/8'] });
  const addressFor = async (forwarded: string) =>
    JSON.parse((await ask({ headers: { 'x-forwarded-for': forwarded } })).body).address;
  expect(await addressFor('203.0.113.9')).toBe('203.0.113.9');
  expect(await addressFor('198.51.100.1, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9');
  expect(await addressFor('nonsense')).toBe('127.0.0.1');
  expect((await ask({ headers: { 'x-forwarded-host': 'evil.example' } })).status).toBe(421);
});

test('the names to which it answers', async () => {
  const statusFor = async (host: string) => (await ask({ headers: { host } })).status;
  await open(echo, { appUrl: new URL('https://pdups.example.org'), loopbackOnly: false });
  expect(await statusFor('PDUPS.example.org')).toBe(200);
  expect(await statusFor('localhost:3000')).toBe(200);
  expect(await statusFor('[::1]:3000')).toBe(200);
  expect(await statusFor('192.0.2.7:3000')).toBe(421);
  await edge?.close(100);
  await open(echo, { loopbackOnly: false, host: '0.0.0.0' });
  expect(await statusFor('school-server:3000')).toBe(200);
});

test('when it closes, a request in progress is still answered', async () => {
  let arrived = () => {};
  const inHand = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let finish = () => {};
  await open((_req, res) => {
    finish = () => res.end('done');
    arrived();
  });
  const answer = ask();
  await inHand;
  const closed = edge!.close(5_000);
  finish();
  expect((await answer).body).toBe('done');
  await closed;
});
