import { request } from 'node:http';

/** A request as a stranger could write it: any header twice, any bytes as the body. */
export type Nonsense = { method: string; path: string; headers: Record<string, string | string[]>; body?: string };

const BOUNDARY = 'multipart/form-data; boundary=b';
const ACTION = { 'next-action': '0'.repeat(42) };
const state = (value: unknown) => ({
  rsc: '1',
  'next-router-state-tree': encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value)),
});

/** Router states of the wrong shape. */
const STATES: unknown[] = [
  [],
  {},
  null,
  1,
  '"x"',
  '[',
  [null],
  [''],
  ['', null],
  ['', []],
  ['', { children: null }],
  ['', { children: [] }],
  ['', { children: ['__PAGE__', {}] }, null, 'refetch'],
  ['', { children: ['__PAGE__', {}] }, null, 'nothing'],
  ['', { children: ['__PAGE__', {}] }, [1, 2]],
  [['id', '1', 'd', null], { children: ['x', {}] }],
  [['id', '1', 'zz', null], {}],
  [['id'], {}],
  ['', { __proto__x: ['', {}], constructor: ['', {}] }],
  ['', {}, null, 'metadata-only', true],
  `${'["",{"children":'.repeat(300)}["",{}]${'}]'.repeat(300)}`,
  `["",${'['.repeat(3_000)}${']'.repeat(3_000)}]`,
];

const HEADERS: Record<string, string | string[]>[] = [
  ...STATES.map(state),
  { rsc: '1', 'next-router-state-tree': ['%5B%5D', '%5B%5D'] },
  { rsc: ['1', '1'], 'next-router-prefetch': ['1', '2'] },
  { rsc: 'x', 'next-router-prefetch': '3' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/../x' },
  { rsc: '1', 'next-router-segment-prefetch': '%' },
  { rsc: '1', 'next-url': '/%', 'next-hmr-refresh': '1', 'next-instant-navigation-testing-prefetch': '1' },
  { 'next-url': 'http://[', 'next-request-id': 'x', 'next-html-request-id': '\u00ff' },
  { accept: '', 'accept-language': '*;q=x', 'accept-encoding': 'nonsense;q=9' },
  { accept: `${'a/b,'.repeat(2_000)}` },
  { cookie: 'pdups.session=nonsense; next-auth.csrf-token=x%; next-auth.callback-url=%' },
  { cookie: '__Host-pdups.session=a.b.c; pdups.session.0=x; pdups.session.1=%E0%A4' },
  { cookie: `pdups.session=${'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..'.repeat(200)}` },
  { cookie: `${Array.from({ length: 900 }, (_, n) => `c${n}=${n}`).join('; ')}` },
  { cookie: ['a', '=', ';;;', '__proto__=1'] },
  { 'content-encoding': 'gzip', 'content-type': 'text/html', range: 'bytes=9-1' },
  { 'if-none-match': '"\u00ff', 'if-modified-since': 'never', 'if-range': 'x' },
  { origin: ['null', 'null'] },
  { authorization: ['Bearer', 'Basic %'] },
  { authorization: 'Bearer \u00ff'.repeat(20), 'user-agent': '\u00e9'.repeat(500) },
  { 'x-forwarded-host': 'x y', 'x-forwarded-proto': 'gopher', 'x-forwarded-for': ',,,' },
  { 'x-nextjs-data': '1', 'x-middleware-invoke': '1', 'x-matched-path': '/x', 'x-now-route-matches': '1=%' },
  { 'next-resume': '1', 'x-prerender-revalidate': 'x', purpose: 'prefetch', 'x-action-forwarded': '1' },
];

const multipart = (lines: string) => ({ headers: { 'content-type': BOUNDARY }, body: lines });
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Bodies that none of the product's forms send. */
const BODIES: Pick<Nonsense, 'headers' | 'body'>[] = [
  ...['[', '{}', '[]', 'null', '"$F1"', '["$K1"]', '["$@9"]', '[{"__proto__":1}]', '["$B1","$Q2","$W3","$i4"]'].flatMap(
    (body) => [
      { headers: { ...ACTION, 'content-type': 'text/plain;charset=UTF-8' }, body },
      { headers: { 'content-type': 'application/json' }, body },
    ],
  ),
  { headers: { 'next-action': ['x', 'y'] }, body: 'x' },
  { headers: { 'next-action': '%' }, body: '' },
  { headers: { ...ACTION, ...state([]) }, body: '[]' },
  { headers: { ...ACTION, 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=%&b=%E0%A4' },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=%&b=%E0%A4&__proto__[x]=1' },
  { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
  { headers: { 'content-type': 'multipart/form-data; boundary=' }, body: '--\r\n' },
  { headers: { 'content-type': 'multipart/mixed; boundary=b' }, body: '--b--' },
  { headers: { 'content-type': 'multipart/form-data; boundary=b; charset=nonsense' }, body: '--b--' },
  { headers: { 'content-type': '/' }, body: 'x' },
  { headers: { 'content-type': 'application/json; charset=utf-99' }, body: '{}' },
  { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: 'not gzip' },
  multipart(''),
  multipart('--b'),
  multipart('--b--\r\n'),
  multipart(part('$ACTION_ID_', '')),
  multipart(`${part(`$ACTION_ID_${'0'.repeat(42)}`, '')}--b--\r\n`),
  multipart(`${part('$ACTION_REF_1', '')}--b--\r\n`),
  multipart(`${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', '{"id":"x","bound":"$@1"}')}--b--\r\n`),
  multipart(`${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', '[')}--b--\r\n`),
  multipart(`${part('$ACTION_KEY', 'x')}${part('1_$ACTION_ID_x', 'x')}--b--\r\n`),
  multipart(`${part('$ACTION_REF___proto__', '')}${part('$ACTION___proto__:0', '{}')}--b--\r\n`),
  multipart('--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'),
  multipart('--b\r\nContent-Disposition: form-data; name="f"; filename="\0"\r\nContent-Type: %\r\n\r\nx\r\n--b--\r\n'),
];

/** Returns everything that is sent to one address: odd headers with each method, and odd bodies. */
export function nonsenseFor(path: string): Nonsense[] {
  return [
    ...HEADERS.flatMap((headers) => ['GET', 'HEAD', 'POST'].map((method) => ({ method, path, headers }))),
    ...BODIES.map((sent) => ({ method: 'POST', path, ...sent })),
    ...['?_rsc=%', '?_rsc=x&_rsc=y', '?a[b]=1&__proto__=x', `?${'a=1&'.repeat(1_000)}`, '?%ED%A0%80'].map((query) => ({
      method: 'GET',
      path: path + query,
      headers: { rsc: '1' },
    })),
  ];
}

/** Returns nonsense for what next-auth reads: return addresses, tokens, and bodies of both kinds. */
export function authNonsense(): Nonsense[] {
  const paths = [
    'csrf',
    'session',
    'providers',
    'signin',
    'signout',
    'error',
    'verify-request',
    '_log',
    'x',
    '',
    'a/b/c',
  ]
    .concat([
      'signin/credentials',
      'signin/x',
      'callback',
      'callback/credentials',
      'callback/x',
      'callback/credentials/x',
    ])
    .map((end) => `/api/auth/${end}`);
  const targets = ['http://[', '//', '%', 'javascript:1', 'a b', 'http://evil.example/%', '\u0000', 'x'.repeat(3_000)];
  const json = ['null', '[]', '1', '"x"', '{', '{"csrfToken":{}}', '{"csrfToken":[1],"callbackUrl":{"a":1}}']
    .concat(['{"callbackUrl":1}', '{"callbackUrl":null,"json":{}}', '{"username":{},"password":[],"csrfToken":null}'])
    .concat(['{"__proto__":{"x":1}}', '{"level":"error","code":{"toString":1}}']);
  return paths.flatMap((path): Nonsense[] => [
    ...targets.flatMap((target): Nonsense[] => [
      { method: 'GET', path: `${path}?callbackUrl=${encodeURIComponent(target)}`, headers: {} },
      { method: 'GET', path, headers: { cookie: `next-auth.callback-url=${encodeURIComponent(target)}` } },
      {
        method: 'POST',
        path: `${path}?callbackUrl=${encodeURIComponent(target)}&csrf=true&error=x&nextauth=y`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `callbackUrl=${encodeURIComponent(target)}&csrfToken=x&json=true`,
      },
    ]),
    ...json.map((body) => ({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body })),
    { method: 'POST', path, headers: { 'content-type': ['application/json', 'text/html'] }, body: '{' },
    { method: 'POST', path, headers: { 'content-type': 'APPLICATION/JSON' }, body: '{' },
    { method: 'POST', path, headers: { 'content-type': 'application/json', 'content-encoding': 'br' }, body: '{' },
    { method: 'GET', path, headers: { cookie: 'next-auth.csrf-token=%; pdups.session=%' } },
    { method: 'GET', path, headers: { cookie: 'next-auth.csrf-token=a|b|c; pdups.session=a.b.c.d.e' } },
    { method: 'GET', path: `${path}?nextauth=x&nextauth=y&action=z`, headers: {} },
  ]);
}

/** The answer to nonsense, without reading all of a long one. */
export type NonsenseAnswer = { status: number; body: string };

/** Sends one such request on a separate connection. A connection that ends without an answer counts as status 0. */
export async function sendNonsense(base: string, sent: Nonsense, cookie?: string): Promise<NonsenseAnswer> {
  const { location, ...first } = await sendOnce(base, sent, cookie);
  // Requests for page data are first redirected to the matching address, and only there are the headers read.
  return location?.includes('_rsc=') ? sendOnce(base, { ...sent, path: location }, cookie) : first;
}

function sendOnce(base: string, sent: Nonsense, cookie?: string): Promise<NonsenseAnswer & { location?: string }> {
  const { hostname, port } = new URL(base);
  const cookies = [cookie ?? [], sent.headers.cookie ?? []].flat().join('; ');
  const origin = sent.method === 'POST' ? { 'sec-fetch-site': 'same-origin', origin: base } : {};
  const headers = { ...origin, ...sent.headers, ...(cookies ? { cookie: cookies } : {}) };
  return new Promise((resolve) => {
    const options = { hostname, port, method: sent.method, path: sent.path, headers, agent: false };
    const asked = request(options, (answer) => {
      let body = '';
      answer.setEncoding('latin1').on('data', (chunk: string) => {
        body += body.length < 2_000 ? chunk : '';
      });
      answer.on('close', () => resolve({ status: answer.statusCode ?? 0, body, location: answer.headers.location }));
    });
    asked.on('error', () => resolve({ status: 0, body: '' }));
    asked.end(sent.body);
  });
}
