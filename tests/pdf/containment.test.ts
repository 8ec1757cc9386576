import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { PRINT_JOB } from '../support/print-job';
import { readPdf } from './read-pdf';

jest.setTimeout(120_000);

let server: Server;
let origin: string;
const hits: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end('<p>ESCAPED</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await closeRenderer();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const WAYS_OUT: Record<string, (origin: string) => string> = {
  picture: (o) => `<img src="${o}/img"><picture><source srcset="${o}/srcset"><img></picture>`,
  'style sheet': (o) => `<link rel="stylesheet" href="${o}/link"><style>@import "${o}/import";</style>`,
  'background and font': (o) =>
    `<style>@font-face{font-family:x;src:url(${o}/font)}p{font-family:x;background:url(${o}/background)}</style><p>x</p>`,
  frame: (o) => `<iframe src="${o}/frame"></iframe><object data="${o}/object"></object><embed src="${o}/embed">`,
  'look-ahead': (o) =>
    ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'prerender', 'modulepreload', 'icon', 'manifest']
      .map((rel) => `<link rel="${rel}" as="image" href="${o}/${rel}">`)
      .join(''),
  redirect: (o) => `<meta http-equiv="refresh" content="0;url=${o}/refresh">`,
  script: (o) =>
    `<script>fetch("${o}/fetch");new Image().src="${o}/script";document.title="RAN"</script><script src="${o}/src"></script>`,
  'handler and form': (o) =>
    `<body onload="location='${o}/onload'"><form action="${o}/form"><input autofocus onfocus="this.form.submit()"></form>`,
  media: (o) =>
    `<video src="${o}/video" poster="${o}/poster" autoplay></video><audio src="${o}/audio" autoplay></audio>`,
  svg: (o) => `<svg><image href="${o}/svg"/><use href="${o}/use#x"/><feImage href="${o}/fe"/></svg>`,
  base: (o) => `<base href="${o}/"><img src="relative"><a href="x" ping="${o}/ping">x</a>`,
  'another name of this machine': (o) => `<img src="${o.replace('127.0.0.1', 'localhost')}/localhost">`,
};

test.each(Object.entries(WAYS_OUT))('a page cannot reach the network by %s', async (_name, html) => {
  const pdf = await renderPdf(
    `<!doctype html><html lang="en"><title>kept</title>${html(origin)}<p>kept</p></html>`,
    PRINT_JOB,
  );
  const { text } = readPdf(pdf);
  expect(text).not.toContain('ESCAPED');
  expect(hits).toEqual([]);
});

test('a page cannot read files of the machine', async () => {
  const files = ['iframe src', 'embed src', 'object data'].map(
    (tag) => `<${tag}="file:///etc/passwd"></${tag.split(' ')[0]}>`,
  );
  const { text } = readPdf(await renderPdf(`<!doctype html><title>x</title>${files.join('')}<p>kept</p>`, PRINT_JOB));
  expect(text).not.toContain('root:');
});

test('no script of a page runs', async () => {
  const read = readPdf(
    await renderPdf('<!doctype html><title>still</title><script>document.title="RAN"</script><p>x</p>', PRINT_JOB),
  );
  expect(read.title).toBe('still');
});
