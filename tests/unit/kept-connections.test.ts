import { deliver } from '@/lib/platform/mail/deliver';
import { type MailServer, startMailServer } from '../support/mail-server';
import { soon } from '../support/soon';

let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
  server.counts = true;
});
afterEach(() => server.close());

const send = (to: string) =>
  deliver(server.url, { from: 'opi@example.org', to: [to] }, Buffer.from('Subject: x\r\n\r\nx\r\n'));
const accepted = { outcome: 'accepted' };

test('emails that follow one another share a connection, up to a hundred', async () => {
  for (let n = 0; n < 101; n++) expect(await send(`t${n}@example.org`)).toEqual(accepted);
  expect(server.connections).toHaveLength(2);
  expect([...server.takenFor.values()]).toEqual(Array.from({ length: 101 }, () => 1));
});

test('emails at the same time have a connection each', async () => {
  const both = await Promise.all(['a@example.org', 'b@example.org'].map(send));
  expect(both).toEqual([accepted, accepted]);
  expect(server.connections).toHaveLength(2);
});

test('a connection that the mail server ended is opened again, and the email arrives once', async () => {
  await send('a@example.org');
  server.endConnections();
  expect(await send('b@example.org')).toEqual(accepted);
  // It has had enough on this connection, and takes more on another.
  const { toRecipient } = server;
  server.toRecipient = () => {
    server.toRecipient = toRecipient;
    return { code: 421, say: '4.7.0 too many messages' };
  };
  expect(await send('c@example.org')).toEqual(accepted);
  expect(Object.fromEntries(server.takenFor)).toEqual({ 'a@example.org': 1, 'b@example.org': 1, 'c@example.org': 1 });
});

test('an email that is refused leaves nothing behind for the next one', async () => {
  await send('a@example.org');
  server.toRecipient = () => ({ code: 550, say: '5.1.1 no such person' });
  expect(await send('b@example.org')).toMatchObject({ outcome: 'rejected', status: '5.1.1' });
  server.toRecipient = () => null;
  expect(await send('c@example.org')).toEqual(accepted);
  expect([...server.takenFor.keys()]).toEqual(['a@example.org', 'c@example.org']);
});

test('a connection is closed a moment after the last email', async () => {
  await send('a@example.org');
  await soon(() => server.openConnections() === 0);
});
