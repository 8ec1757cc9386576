import '../support/settings';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { simpleParser } from 'mailparser';
import { connect } from '@/db/client';
import { mails } from '@/db/schema';
import { purge } from '@/lib/jobs/purge';
import { type RunningJobs, runJobs } from '@/lib/jobs/run-jobs';
import { clockAt, systemClock } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { deliverMail } from '@/lib/platform/mail/deliver-mail';
import { listEmls, readEml } from '@/lib/platform/mail/mail-folder';
import type { MailSettings } from '@/lib/platform/mail/mail-settings';
import { sendEmail, writeEmail } from '@/lib/platform/mail/send-email';
import { testDatabase } from '../support/database';
import { startDatabaseProxy } from '../support/database-proxy';
import { type MailServer, startMailServer } from '../support/mail-server';
import { soon } from '../support/soon';

const database = testDatabase();
const visit = { clock: systemClock };
const folder = mkdtempSync(path.join(tmpdir(), 'pdups-mail-'));
let server: MailServer;
let running: RunningJobs | undefined;

jest.setTimeout(40_000);

const EMAIL = {
  kind: 'test.letter',
  to: 'jane@example.org',
  subject: 'Your code for PDUPS',
  name: 'Jane Ñandú <b>',
  paragraphs: ['Somebody asked for a new password.'],
  code: '12345678',
};

function settings(smtpUrl: string | null): MailSettings {
  return { smtpUrl, from: { name: 'PDUPS', address: 'opi@example.org' }, replyTo: 'help@example.org', folder };
}

const room = (smtpUrl: string | null) => ({ db: database.db, clock: systemClock, settings: settings(smtpUrl) });

async function startWork(smtpUrl: string | null): Promise<void> {
  running = await runJobs(database.url, room(smtpUrl));
}

const send = (change: Partial<Parameters<typeof sendEmail>[2]> = {}) =>
  database.db.transaction((tx) => writeEmail(tx, visit, { ...EMAIL, ...change }));

async function mail(id: number) {
  const [row] = await database.db.select().from(mails).where(eq(mails.id, id));
  return row!;
}

const stateBecomes = (id: number, state: string) => soon(async () => (await mail(id)).state === state);

/** Skips the pause before the next try, so that the tests do not wait for it. */
const hurry = () =>
  database.db.execute(sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`);

async function jobsLeft(): Promise<number> {
  const [row] = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'deliver_mail'`,
  );
  return row!.n;
}

beforeEach(async () => {
  log.level = 'silent';
  server = await startMailServer();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await server.close();
  await database.db.execute(sql`delete from graphile_worker._private_jobs`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an email reaches a real mail server as text and HTML, and its text is then deleted from the database', async () => {
  await startWork(server.url);
  const id = await send({ link: { label: 'Choose a password', href: 'https://pdups.example.org/password-reset' } });
  await stateBecomes(id, 'sent');
  const [taken] = server.taken;
  expect(taken).toMatchObject({ subject: 'Your code for PDUPS' });
  expect(taken!.from?.text).toBe('"PDUPS" <opi@example.org>');
  expect(taken!.replyTo?.text).toBe('help@example.org');
  expect(taken!.headers.get('auto-submitted')).toBe('auto-generated');
  expect(taken!.text).toContain('Hello Jane Ñandú <b>,');
  expect(taken!.text).toContain('12345678');
  expect(taken!.text).toContain('OPIPDUPS@mt.gov');
  expect(taken!.html).toContain('Jane Ñandú &lt;b&gt;');
  expect(taken!.html).toContain('href="https://pdups.example.org/password-reset"');
  expect(taken!.messageId).toMatch(new RegExp(`^<pdups\\.${id}\\..+@example\\.org>$`));
  expect(await mail(id)).toMatchObject({ text: '', html: '', sentAt: expect.any(Date) });
  await soon(async () => (await jobsLeft()) === 0);
});

test('an email of a transaction that is rolled back is never sent', async () => {
  await startWork(server.url);
  const takenBack = database.db.transaction(async (tx) => {
    await sendEmail(tx, visit, EMAIL);
    throw new Error('taken back');
  });
  await expect(takenBack).rejects.toThrow('taken back');
  await stateBecomes(await send(), 'sent');
  await soon(async () => (await jobsLeft()) === 0);
  expect(server.taken).toHaveLength(1);
});

test('an email waits for a server that is not running yet', async () => {
  const id = await send();
  expect(await jobsLeft()).toBe(1);
  await startWork(server.url);
  await stateBecomes(id, 'sent');
});

test('a refused connection is retried', async () => {
  const { port, url } = server;
  await server.close();
  await startWork(url);
  const id = await send();
  await soon(async () => {
    const [job] = await database.db.execute(
      sql`select from graphile_worker.jobs where attempts = 1 and locked_at is null`,
    );
    return job;
  });
  expect(await mail(id)).toMatchObject({ state: 'waiting', text: expect.stringContaining('12345678') });
  server = await startMailServer(port);
  await soon(async () => {
    await hurry();
    return (await mail(id)).state === 'sent';
  });
  expect(server.taken).toHaveLength(1);
});

test('"not now" is retried with the same Message-ID; after "never" the email fails and its text is deleted', async () => {
  let answers = 0;
  server.toEmail = () => (answers++ === 0 ? { code: 451, say: 'greylisted' } : null);
  await startWork(server.url);
  const id = await send();
  await soon(async () => {
    await hurry();
    return (await mail(id)).state === 'sent';
  });
  expect([server.begun, server.taken.length]).toEqual([2, 1]);
  expect(server.messageIds[0]).toMatch(/^<pdups/);
  expect(server.messageIds[1]).toBe(server.messageIds[0]);

  server.toRecipient = () => ({ code: 550, say: 'no such person: jane@example.org' });
  const refused = await send();
  await stateBecomes(refused, 'refused');
  expect(await mail(refused)).toMatchObject({ text: '', html: '' });
  await soon(async () => (await jobsLeft()) === 0);
  expect(server.taken).toHaveLength(1);
});

test('an email that is tried again for days keeps its text, even when the purge runs in the middle of a try', async () => {
  const daysAgo = { clock: clockAt(() => new Date(Date.now() - 3 * 86_400_000)) };
  const id = await database.db.transaction((tx) => writeEmail(tx, daysAgo, EMAIL));
  server.toEmail = () => 'say nothing';
  await startWork(server.url);
  await soon(() => server.messageIds.length === 1);
  await purge({ db: database.db, clock: systemClock });
  expect(await mail(id)).toMatchObject({ state: 'sending', text: expect.stringContaining('12345678') });
  server.endConnections();
});

test('an email whose text is gone is not sent', async () => {
  const id = await send();
  await database.db.update(mails).set({ text: '', html: '' }).where(eq(mails.id, id));
  await deliverMail(room(server.url), id);
  expect(await mail(id)).toMatchObject({ state: 'refused' });
  expect(server.begun).toBe(0);
});

test.each(['is claimed', 'is put back', 'was sent'])(
  'a connection to the database that is lost while an email %s loses no email',
  async (moment) => {
    const proxy = await startDatabaseProxy(database.url);
    const db = connect(proxy.url, { max: 1 });
    try {
      const id = await send();
      let changes = 0;
      const isChange = (sent: Buffer) => sent.includes('update "mails"') && ++changes === 2;
      // The first message has the statement, the second one carries it out.
      let claiming = 0;
      const isClaim = (sent: Buffer) => (claiming > 0 || sent.includes('update "mails"')) && ++claiming === 2;
      if (moment === 'is claimed') proxy.cutAnswerTo(isClaim);
      else proxy.cutWhen(isChange);
      if (moment === 'is put back') server.toRecipient = () => ({ code: 451, say: 'greylisted' });
      const first = deliverMail({ ...room(server.url), db }, id);
      if (moment === 'was sent') await first;
      else await expect(first).rejects.toThrow();
      expect(await mail(id)).toMatchObject({ state: moment === 'was sent' ? 'sent' : 'waiting' });
      server.toRecipient = () => null;
      await deliverMail({ ...room(server.url), db }, id);
      expect(await mail(id)).toMatchObject({ state: 'sent' });
      expect(server.taken).toHaveLength(1);
    } finally {
      await db.$client.end({ timeout: 1 });
      await proxy.close();
    }
  },
);

test('when the product stops while the mail server says nothing, the email is put back and not lost', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {})));
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  await startWork(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const id = await send();
  await soon(() => sockets.length === 1);
  await running!.stop();
  running = undefined;
  expect(await mail(id)).toMatchObject({ state: 'waiting', text: expect.stringContaining('12345678') });
  expect(await jobsLeft()).toBe(1);
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => silent.close(done));
});

test('a connection that breaks after the text was sent is not retried', async () => {
  server.toEmail = () => 'hang up';
  await startWork(server.url);
  const id = await send();
  await soon(async () => server.begun === 1 && (await jobsLeft()) === 0);
  await send({ subject: 'Another' });
  await soon(async () => server.begun === 2 && (await jobsLeft()) === 0);
  expect(await mail(id)).toMatchObject({ state: 'sending' });
});

test('an email whose worker is killed while delivering it is not sent twice, and the log says so once', async () => {
  // The mail server has the whole email and has not answered: the one moment when nobody can know the outcome.
  server.toEmail = () => 'say nothing';
  const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
    env: { ...process.env, JOBS_DATABASE: database.url, JOBS_SMTP: server.url, LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  });
  const gone = new Promise((resolve) => doomed.once('exit', resolve));
  const id = await send();
  await soon(() => server.messageIds.length === 1);
  expect(await mail(id)).toMatchObject({ state: 'sending' });
  doomed.kill('SIGKILL');
  await gone;

  const told = jest.spyOn(log, 'error');
  server.toEmail = () => null;
  await startWork(server.url);
  await soon(async () => (await jobsLeft()) === 0);
  expect([server.begun, server.taken.length]).toEqual([1, 0]);
  expect(await mail(id)).toMatchObject({ state: 'sending' });
  expect(told.mock.calls.filter(([about]) => (about as { mailId?: number }).mailId === id)).toHaveLength(1);
  told.mockRestore();
});

test('a server that is killed before it took the email loses nothing: another one sends it', async () => {
  const id = await send();
  await database.db.execute(
    sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = 1`,
  );
  await startWork(server.url);
  await stateBecomes(id, 'sent');
});

test('no matter how many workers take the same email, one sends it', async () => {
  const id = await send();
  await Promise.all(Array.from({ length: 12 }, () => deliverMail(room(server.url), id)));
  expect(server.begun).toBe(1);
});

test('a code that has expired is not sent', async () => {
  const past = { clock: clockAt(() => new Date('2026-05-01T18:00:00Z')) };
  const id = await database.db.transaction((tx) =>
    writeEmail(tx, past, { ...EMAIL, expiresAt: new Date('2026-05-01T18:10:00Z') }),
  );
  await startWork(server.url);
  await stateBecomes(id, 'expired');
  expect(server.begun).toBe(0);
  expect(await mail(id)).toMatchObject({ text: '', html: '' });
});

test('an email to nobody is processed, but given to no mail server and written to no folder', async () => {
  for (const url of [server.url, null]) {
    const id = await send({ to: null });
    const files = await listEmls(folder);
    await deliverMail(room(url), id);
    expect(await mail(id)).toMatchObject({ state: 'expired', toAddress: '', text: '', html: '' });
    expect(await listEmls(folder)).toEqual(files);
  }
  expect(server.begun).toBe(0);
});

test('without a mail server, an email is written to a file that only this account can read', async () => {
  await startWork(null);
  const id = await send();
  await stateBecomes(id, 'sent');
  const [name] = await listEmls(folder);
  expect(statSync(path.join(folder, name!)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual([name]);
  const parsed = await simpleParser((await readEml(folder, name!))!);
  expect(parsed).toMatchObject({ subject: EMAIL.subject, text: expect.stringContaining('12345678') });
  expect(await readEml(folder, '../secret')).toBeNull();
});

test('nothing that people type becomes a header or a second recipient', async () => {
  for (const to of [
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org>',
    'a b@c.d',
  ]) {
    await expect(send({ to })).rejects.toMatchObject({ code: 'invalid' });
  }
  await startWork(server.url);
  const id = await send({ subject: 'Hello\r\nBcc: eve@example.org\u2028X-Evil: 1' });
  await stateBecomes(id, 'sent');
  const [taken] = server.taken;
  expect(taken!.subject).toBe('Hello Bcc: eve@example.org X-Evil: 1');
  expect(taken!.headers.has('bcc') || taken!.headers.has('x-evil')).toBe(false);
});
