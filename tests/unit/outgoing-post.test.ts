import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from '@/lib/platform/outgoing/post';

/** Names that are being looked up, and how each lookup is ended. */
const lookups = new Map<string, () => void>();

jest.mock('node:dns/promises', () => ({
  lookup: (host: string) =>
    /^[\d.]+$/.test(host)
      ? Promise.resolve([{ address: host, family: 4 }])
      : new Promise((resolve) => {
          lookups.set(host, () => {
            lookups.delete(host);
            resolve([]);
          });
        }),
}));

const send = (url: string) =>
  post({ url, headers: {}, body: '{}', timeoutMs: 50, allowLoopback: true }).catch((error: Error) => error.message);

test('names that are looked up slowly leave the system’s other lookups to the rest of the process', async () => {
  const slow = ['https://a.example.org', 'https://b.example.org', 'https://c.example.org'].map(send);
  expect([...lookups.keys()]).toEqual(['a.example.org']);
  expect(await Promise.all(slow)).toEqual(slow.map(() => 'No complete answer within 0.05 seconds.'));
  expect([...lookups.keys()]).toEqual(['a.example.org']);

  // An address needs no lookup, so it does not wait.
  const server = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await post({ url, headers: {}, body: '{}', timeoutMs: 20_000, allowLoopback: true })).toMatchObject({
    status: 204,
  });
  await new Promise((done) => server.close(done));

  // Those whose time is over are not looked up any more.
  lookups.get('a.example.org')!();
  const next = send('https://d.example.org');
  await next;
  expect([...lookups.keys()]).toEqual(['d.example.org']);
  lookups.get('d.example.org')!();
});
