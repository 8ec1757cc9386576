import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { simpleParser } from 'mailparser';
import { mails } from '@/db/schema';
import { clockAt, systemClock } from '@/lib/platform/clock';
import { type RunningJobs, runJobs } from '@/lib/platform/jobs/run-jobs';
import { log } from '@/lib/platform/log';
import { deliverMail } from '@/lib/platform/mail/deliver-mail';
import { listEmls, readEml } from '@/lib/platform/mail/mail-folder';
import type { MailSettings } from '@/lib/platform/mail/mail-settings';
import { sendLetter, writeLetter } from '@/lib/platform/mail/send-letter';
import { testDatabase } from '../support/database';
import { type MailServer, startMailServer } from '../support/mail-server';
import { soon } from '../support/soon';

const database = testDatabase();
const visit = { clock: systemClock };
const folder = mkdtempSync(path.join(tmpdir(), 'pdups-mail-'));
let server: MailServer;
let running: RunningJobs | undefined;

jest.setTimeout(40_000);

const LETTER = {
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

const send = (change: Partial<Parameters<typeof sendLetter>[2]> = {}) =>
  database.db.transaction((tx) => writeLetter(tx, visit, { ...LETTER, ...change }));

async function mail(id: number) {
  const [row] = await database.db.select().from(mails).where(eq(mails.id, id));
  return row!;
}

const stateBecomes = (id: number, state: string) => soon(async () => (await mail(id)).state === state);

/** The pause before the next try is real; the tests do not wait for it. */
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

test('a letter reaches a real mail server as text and HTML, and its words are then gone from the database', async () => {
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

test('a letter of a transaction that is taken back is never sent', async () => {
  await startWork(server.url);
  const takenBack = database.db.transaction(async (tx) => {
    await sendLetter(tx, visit, LETTER);
    throw new Error('taken back');
  });
  await expect(takenBack).rejects.toThrow('taken back');
  await stateBecomes(await send(), 'sent');
  await soon(async () => (await jobsLeft()) === 0);
  expect(server.taken).toHaveLength(1);
});

test('a letter waits for a server that is not there yet', async () => {
  const id = await send();
  expect(await jobsLeft()).toBe(1);
  await startWork(server.url);
  await stateBecomes(id, 'sent');
});

test('a refused connection is tried again', async () => {
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

test('"not now" is tried again, with the same Message-ID; "never" is given up and its words are gone', async () => {
  let answers = 0;
  server.toLetter = () => (answers++ === 0 ? { code: 451, say: 'greylisted' } : null);
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

test('a connection that breaks after the words have left is not tried again', async () => {
  server.toLetter = () => 'hang up';
  await startWork(server.url);
  const id = await send();
  await soon(async () => server.begun === 1 && (await jobsLeft()) === 0);
  await send({ subject: 'Another' });
  await soon(async () => server.begun === 2 && (await jobsLeft()) === 0);
  expect(await mail(id)).toMatchObject({ state: 'sending' });
});

test('a letter whose server is killed while it hands it over is not sent twice, and the log says so once', async () => {
  // The mail server has the whole letter and has not answered: the one moment of which nobody can know more.
  server.toLetter = () => 'say nothing';
  const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
    env: { ...process.env, JOBS_DATABASE: database.url, JOBS_SMTP: server.url, LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  });
  const gone = new Promise((resolve) => doomed.once('exit', resolve));
  const id = await send();
  await soon(() => server.begun === 1);
  expect(await mail(id)).toMatchObject({ state: 'sending' });
  doomed.kill('SIGKILL');
  await gone;

  // The three minutes after which its job counts as abandoned are over.
  await database.db.execute(sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`);
  const told = jest.spyOn(log, 'error');
  server.toLetter = () => null;
  await startWork(server.url);
  await soon(async () => (await jobsLeft()) === 0);
  expect([server.begun, server.taken.length]).toEqual([1, 0]);
  expect(await mail(id)).toMatchObject({ state: 'sending' });
  expect(told.mock.calls.filter(([about]) => (about as { mailId?: number }).mailId === id)).toHaveLength(1);
  told.mockRestore();
});

test('a server killed before it took the letter up loses nothing: another one sends it', async () => {
  const id = await send();
  await database.db.execute(
    sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour', locked_by = 'killed', attempts = 1`,
  );
  await startWork(server.url);
  await stateBecomes(id, 'sent');
});

test('however many take the same letter up, one sends it', async () => {
  const id = await send();
  await Promise.all(Array.from({ length: 12 }, () => deliverMail(room(server.url), id)));
  expect(server.begun).toBe(1);
});

test('a code that expired is not sent any more', async () => {
  const past = { clock: clockAt(() => new Date('2026-05-01T18:00:00Z')) };
  const id = await database.db.transaction((tx) =>
    writeLetter(tx, past, { ...LETTER, expiresAt: new Date('2026-05-01T18:10:00Z') }),
  );
  await startWork(server.url);
  await stateBecomes(id, 'expired');
  expect(server.begun).toBe(0);
  expect(await mail(id)).toMatchObject({ text: '', html: '' });
});

test('a letter to nobody is worked off and handed to no mail server, nor written into the folder', async () => {
  for (const url of [server.url, null]) {
    const id = await send({ to: null });
    const files = await listEmls(folder);
    await deliverMail(room(url), id);
    expect(await mail(id)).toMatchObject({ state: 'expired', toAddress: '', text: '', html: '' });
    expect(await listEmls(folder)).toEqual(files);
  }
  expect(server.begun).toBe(0);
});

test('without a mail server a letter lands as a file that only this account can read', async () => {
  await startWork(null);
  const id = await send();
  await stateBecomes(id, 'sent');
  const [name] = await listEmls(folder);
  expect(statSync(path.join(folder, name!)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual([name]);
  const parsed = await simpleParser((await readEml(folder, name!))!);
  expect(parsed).toMatchObject({ subject: LETTER.subject, text: expect.stringContaining('12345678') });
  expect(await readEml(folder, '../secret')).toBeNull();
});

test('nothing that is typed becomes a header or a second recipient', async () => {
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
