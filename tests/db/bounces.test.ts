import '../support/settings';
import { spawn } from 'node:child_process';
import { eq } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { findLatestBounce } from '@/db/queries/mails';
import { mailBounces, mails } from '@/db/schema';
import { clockAt } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { acceptReport, MAX_REPORT_BYTES } from '@/lib/platform/mail/bounces/accept-report';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import { deliverMail } from '@/lib/platform/mail/deliver-mail';
import type { MailSettings } from '@/lib/platform/mail/mail-settings';
import { mailToken, readMailToken } from '@/lib/platform/mail/mail-token';
import { writeEmail } from '@/lib/platform/mail/send-email';
import { closeAll } from '@/lib/platform/shutdown';
import { testDatabase } from '../support/database';
import { deliveryReport } from '../support/delivery-reports';
import { type MailServer, startMailServer } from '../support/mail-server';

const testDb = testDatabase();
let server: MailServer;
const clock = clockAt(() => new Date('2026-05-01T18:00:00.123Z'));
const visit = () => ({ db: testDb.db, clock, requestId: 'test', address: '127.0.0.1' });

jest.setTimeout(90_000);
beforeAll(() => {
  log.level = 'silent';
});
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());
afterAll(() => closeAll(() => {}));

const settings = (change: Partial<MailSettings> = {}): MailSettings => ({
  smtpUrl: server.url,
  from: { name: 'PDUPS', address: 'opi@example.org' },
  replyTo: null,
  folder: '/nonexistent',
  ...change,
});

/** Sends an email through the mail server. Returns its number, and the Message-ID that the server saw. */
async function sent(change: Partial<MailSettings> = {}, lastTry = false) {
  const id = await testDb.db.transaction((tx) =>
    writeEmail(tx, { clock }, { kind: 'test.email', to: 'Jane@example.org', subject: 'Hello', paragraphs: ['Hello.'] }),
  );
  await deliverMail({ ...visit(), settings: settings(change) }, id, lastTry);
  return { id, messageId: server.messageIds.at(-1)! };
}

const bounceOf = async (mailId: number) =>
  (await testDb.db.select().from(mailBounces).where(eq(mailBounces.mailId, mailId)))[0];

test('an email that the mail server refuses came back, with the reason that it gave', async () => {
  server.toRecipient = () => ({ code: 550, say: '5.1.1 no such person: jane@example.org' });
  const { id } = await sent();
  expect(await bounceOf(id)).toEqual({ mailId: id, how: 'refused', status: '5.1.1', at: clock.now() });
  expect((await testDb.db.select().from(mails).where(eq(mails.id, id)))[0]).toMatchObject({ state: 'refused' });
  expect(await findLatestBounce(testDb.db, 'jane@EXAMPLE.org')).toMatchObject({ kind: 'test.email', status: '5.1.1' });
});

test('a refusal without a reason of its own is one, too; an email that could not be sent for days came back', async () => {
  server.toEmail = () => ({ code: 554, say: 'no' });
  expect(await bounceOf((await sent()).id)).toMatchObject({ status: '5.0.0' });
  server.toEmail = () => ({ code: 451, say: 'later' });
  expect(await bounceOf((await sent({}, true)).id)).toMatchObject({ status: '5.4.7' });
});

test('an email that is accepted has not come back, until a report about it says so; the first one counts', async () => {
  const { id, messageId } = await sent();
  expect(await bounceOf(id)).toBeUndefined();
  expect(await acceptReport(visit(), deliveryReport({ messageId, status: '5.2.2' }))).toBe('recorded');
  expect(await bounceOf(id)).toEqual({ mailId: id, how: 'report', status: '5.2.2', at: clock.now() });
  expect(await acceptReport(visit(), deliveryReport({ messageId, status: '5.1.1' }))).toBe('known');
  expect(await bounceOf(id)).toMatchObject({ status: '5.2.2' });
});

test('a report that returns the whole email is read, as one that returns its headers', async () => {
  const { id, messageId } = await sent();
  const whole = deliveryReport({ messageId })
    .toString()
    .replace('text/rfc822-headers', 'message/rfc822')
    .replace(
      `Message-ID: ${messageId}\r\n`,
      `Message-ID: ${messageId}\r\n\r\nHello.\r\nMessage-ID: <other@example.org>\r\n`,
    );
  expect(await acceptReport(visit(), Buffer.from(whole))).toBe('recorded');
  expect(await bounceOf(id)).toBeDefined();
});

test('a report that returns nothing is found by the address that it was sent to', async () => {
  const { id } = await sent({ bounceAddress: 'bounces@example.org' });
  const [row] = await testDb.db.select().from(mails).where(eq(mails.id, id));
  const to = `bounces+${mailToken(row!)}@example.org`;
  expect(to.lastIndexOf('@')).toBeLessThanOrEqual(64);
  expect(await acceptReport(visit(), deliveryReport({ messageId: null, to }))).toBe('recorded');
  expect(await bounceOf(id)).toMatchObject({ how: 'report' });
});

test('a report that an email is late is no bounce: the mail server keeps trying', async () => {
  const { id, messageId } = await sent();
  expect(await acceptReport(visit(), deliveryReport({ messageId, action: 'delayed', status: '4.4.1' }))).toBe(
    'ignored',
  );
  expect(await bounceOf(id)).toBeUndefined();
});

test('a forged report changes nothing, whatever it says', async () => {
  const { id, messageId } = await sent();
  const [row] = await testDb.db.select().from(mails).where(eq(mails.id, id));
  const forged = [
    '<pdups.1@example.org>',
    messageId.replace(/\.[0-9a-f]{20}@/, `.${'0'.repeat(20)}@`),
    // A token of another email, whose number was changed.
    messageId.replace(`pdups.${id}.`, `pdups.${id + 1}.`),
    '<20260501@example.org>',
  ];
  for (const one of forged) expect(await acceptReport(visit(), deliveryReport({ messageId: one }))).toBe('unknown');
  // An address in the report counts for nothing, and neither does a token outside of the returned headers.
  const text = `Message-ID: ${messageId}`;
  expect(await acceptReport(visit(), deliveryReport({ messageId: null, text }))).toBe('unknown');
  // A real token of an email that was deleted.
  await testDb.db.delete(mails).where(eq(mails.id, id));
  expect(await acceptReport(visit(), deliveryReport({ messageId }))).toBe('unknown');
  expect(readMailToken(mailToken(row!))).toEqual({ id, createdAt: row!.createdAt });
  expect(await testDb.db.select().from(mailBounces).where(eq(mailBounces.mailId, id))).toEqual([]);
});

test('what is no report is ignored: replies, spam, noise, and what is too large', async () => {
  const { id, messageId } = await sent();
  const reply = await new MailComposer({
    from: 'jane@example.org',
    to: 'opi@example.org',
    subject: 'Out of office',
    text: `Action: failed\nStatus: 5.1.1\nMessage-ID: ${messageId}`,
    inReplyTo: messageId,
  })
    .compile()
    .build();
  const nested = `${'Content-Type: multipart/report; report-type=delivery-status; boundary=a\r\n\r\n--a\r\n'.repeat(2000)}`;
  for (const message of [reply, Buffer.alloc(0), Buffer.from('\0\xff\r\n\r\n', 'latin1'), Buffer.from(nested)]) {
    expect(await acceptReport(visit(), message)).toBe('ignored');
  }
  const large = Buffer.concat([deliveryReport({ messageId }), Buffer.alloc(MAX_REPORT_BYTES)]);
  expect(await acceptReport(visit(), large)).toBe('ignored');
  expect(await bounceOf(id)).toBeUndefined();
});

test('the pipe command records the report that it reads, and asks the mail server to come back when it can’t', async () => {
  const { id, messageId } = await sent();
  const report = deliveryReport({ messageId });
  const unreachable = await pipe(report, { DATABASE_URL: 'postgres://pdups@127.0.0.1:1/pdups' });
  expect(unreachable).toMatchObject({ code: 75 });
  expect(await bounceOf(id)).toBeUndefined();
  expect(await pipe(report)).toEqual({ code: 0, said: 'An email came back: recorded.\n', complained: '' });
  expect(await bounceOf(id)).toMatchObject({ how: 'report', status: '5.1.1' });
  expect(await pipe(report)).toMatchObject({ code: 0, said: 'An email came back: known already.\n' });
  expect(await pipe(Buffer.from('Subject: Buy now\r\n\r\nHello'))).toMatchObject({ code: 0 });
  expect(await pipe(Buffer.alloc(MAX_REPORT_BYTES + 1))).toMatchObject({ code: 0 });
});

test('a report goes its whole way by SMTP: to the return address of the email, and from the mail server to the command', async () => {
  const { id } = await sent({ bounceAddress: 'bounces@example.org' });
  const [to] = server.returnPaths;
  expect(to).toMatch(/^bounces\+.+@example\.org$/);
  const outcomes: unknown[] = [];
  const agency = await startMailServer();
  try {
    agency.handTo = async (message) => {
      const outcome = await pipe(
        message,
        outcomes.length === 0 ? { DATABASE_URL: 'postgres://pdups@127.0.0.1:1/x' } : {},
      );
      outcomes.push(outcome);
      return outcome.code === 0;
    };
    const elsewhere = createTransport({ host: '127.0.0.1', port: agency.port, ignoreTLS: true });
    const report = { envelope: { from: '', to: [to!] }, raw: deliveryReport({ messageId: null, to: to! }) };
    // The database is away at first: the report stays with the mail server that sends it.
    await expect(elsewhere.sendMail(report)).rejects.toMatchObject({ responseCode: 451 });
    expect(await bounceOf(id)).toBeUndefined();
    await elsewhere.sendMail(report);
    elsewhere.close();
  } finally {
    await agency.close();
  }
  expect(outcomes).toMatchObject([{ code: 75 }, { code: 0, said: 'An email came back: recorded.\n' }]);
  expect(await bounceOf(id)).toMatchObject({ how: 'report', status: '5.1.1' });
});

type Piped = { code: number | null; said: string; complained: string };

/** Runs the command as a mail server does. */
function pipe(message: Buffer, environment: Record<string, string> = {}): Promise<Piped> {
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/mail-report.ts'], {
    env: { ...process.env, DATABASE_URL: testDb.url, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  child.stdin.end(message);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, complained })));
}

test('each status has words that end a sentence, and one that is not known has general ones', () => {
  expect(whyItCameBack('5.1.1')).toBe('there is no mailbox with this address.');
  expect(whyItCameBack('5.7.26')).toBe('the recipient’s mail server does not accept email from PDUPS.');
  expect(whyItCameBack('5.0.0')).toBe(whyItCameBack('5.9.9'));
});
