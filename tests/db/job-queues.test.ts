import '../support/settings';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob } from '@/lib/jobs/define-job';
import { QUEUE_NAMES, QUEUES } from '@/lib/jobs/queues';
import { runJobs } from '@/lib/jobs/run-jobs';
import { systemClock } from '@/lib/platform/clock';
import { addJob } from '@/lib/platform/job-kinds';
import { log } from '@/lib/platform/log';
import { writeEmail } from '@/lib/platform/mail/send-email';
import { testDatabase } from '../support/database';
import { startMailServer } from '../support/mail-server';
import { soon } from '../support/soon';

const database = testDatabase();
const MAILING = 200;

jest.setTimeout(40_000);
beforeAll(() => {
  log.level = 'silent';
});

const write = (kind: string, bulk: boolean) =>
  database.db.transaction((tx) =>
    writeEmail(tx, { clock: systemClock }, { kind, bulk, to: 'a@example.org', subject: 'x', paragraphs: ['x'] }),
  );

const states = async (kind: string) => {
  const rows = await database.db.execute<{ state: string; n: number }>(
    sql`select state, count(*)::int as n from mails where kind = ${kind} group by state`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

test('a code is sent right away while a mailing of hundreds is stuck at the mail server', async () => {
  const server = await startMailServer();
  const settings = {
    smtpUrl: server.url,
    from: { name: 'PDUPS', address: 'a@example.org' },
    replyTo: null,
    folder: '/nonexistent',
  };
  for (let n = 0; n < MAILING; n += 50) await Promise.all(Array.from({ length: 50 }, () => write('mailing', true)));
  // The server receives each email of the mailing and never answers.
  server.toEmail = () => 'say nothing';
  const jobs = await runJobs(database.url, { db: database.db, clock: systemClock, settings });
  try {
    await soon(() => server.messageIds.length === QUEUES['bulk mail'].slots);
    server.toEmail = () => null;
    await write('code', false);
    await soon(async () => (await states('code')).sent === 1);
    expect(await states('mailing')).toEqual({
      sending: QUEUES['bulk mail'].slots,
      waiting: MAILING - QUEUES['bulk mail'].slots,
    });
  } finally {
    await server.close();
    await jobs.stop();
    await database.db.execute(sql`delete from graphile_worker._private_jobs`);
  }
});

test('each kind of work has its own slots: a full kind holds up no other', async () => {
  const begun: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const kinds = QUEUE_NAMES.map((queue, n) => ({
    name: `fill_${n}`,
    payload: z.strictObject({}),
    maxAttempts: 1,
    queue,
  }));
  const jobs = kinds.map((kind) =>
    defineJob({
      ...kind,
      maxSeconds: 60,
      run: () => {
        begun.push(kind.queue);
        return released;
      },
    }),
  );
  const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'a@example.org' }, replyTo: null, folder: '' };
  const deps = { db: database.db, clock: systemClock, settings };
  const running = await runJobs(database.url, deps, { jobs, schedule: [] });
  try {
    for (const kind of kinds) {
      await database.db.transaction(async (tx) => {
        for (let n = 0; n < 5; n++) await addJob(tx, kind, {});
      });
      const count = () => begun.filter((queue) => queue === kind.queue).length;
      await soon(() => count() === QUEUES[kind.queue].slots);
    }
    for (const queue of QUEUE_NAMES) {
      expect(begun.filter((name) => name === queue)).toHaveLength(QUEUES[queue].slots);
    }
  } finally {
    release();
    await running.stop();
  }
});
