import '../support/settings';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { systemClock } from '@/lib/platform/clock';
import { writeEmail } from '@/lib/platform/mail/send-email';
import { testDatabase } from '../support/database';
import { startMailServer } from '../support/mail-server';
import { soon } from '../support/soon';

const database = testDatabase();

// `npm run simulate:mailing` makes it long.
const LONG = process.env.SIMULATED_MAILING === 'long';
const EMAILS = LONG ? 100_000 : 300;
/** After how many emails the mail server closes its doors. */
const CLOSES_AT = LONG ? [10_000, 60_000] : [100];
/** How often it is knocked at before it opens them; two emails at a time are on their way. */
const KNOCKS = LONG ? 11 : 5;

jest.setTimeout(LONG ? 7_200_000 : 600_000);

const write = (tx: Transaction, { to, bulk }: { to: string; bulk: boolean }) =>
  writeEmail(
    tx,
    { clock: systemClock },
    { kind: bulk ? 'mailing' : 'code', bulk, to, subject: 'x', paragraphs: ['x'] },
  );

/** Returns the memory of a process in MB. */
const memoryOf = (pid: number) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1_024;

test('a mailing stops when the mail server closes its doors, goes on when it opens them, delays no code, and reaches each person once', async () => {
  for (let n = 0; n < EMAILS; n += 100) {
    await database.db.transaction(async (tx) => {
      const all = Array.from({ length: 100 }, (_, k) => write(tx, { to: `t${n + k}@example.org`, bulk: true }));
      await Promise.all(all);
    });
  }
  const server = await startMailServer();
  server.counts = true;
  const sent = () => server.takenFor.size;
  const worker = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
    env: { ...process.env, JOBS_DATABASE: database.url, JOBS_SMTP: server.url, LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  });
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  const patience = LONG ? 3_600_000 : 120_000;
  try {
    for (const [n, number] of CLOSES_AT.entries()) {
      await soon(() => sent() >= number, patience);
      server.connections.length = 0;
      server.toConnection = () => ({ code: 421, say: '4.3.2 closing' });
      server.toRecipient = server.toConnection;
      await soon(() => server.connections.length >= KNOCKS, patience);
      server.toConnection = () => null;
      server.toRecipient = () => null;
      // It does not try one email after the other: after those on their way, it waits for two seconds, for four, and so on.
      const pauses = server.connections.slice(1).map((at, index) => at - server.connections[index]!);
      expect(pauses.filter((pause) => pause > 1_900).length).toBeGreaterThanOrEqual((KNOCKS - 1) / 2);
      // While the mail server is slow to accept the two emails on their way, a code goes past them, and before all others.
      const onTheirWay = new Set<string>();
      const accepted = Promise.withResolvers<void>();
      const code = `code${n}@example.org`;
      server.holdBack = (address) => {
        if (address === code) return null;
        onTheirWay.add(address);
        return accepted.promise;
      };
      await soon(() => onTheirWay.size === 2, patience);
      const before = sent();
      await database.db.transaction((tx) => write(tx, { to: code, bulk: false }));
      await soon(() => server.takenFor.has(code), patience);
      expect([...server.takenFor.keys()].slice(before)).toEqual([code]);
      expect(onTheirWay.size).toBe(2);
      server.holdBack = () => null;
      accepted.resolve();
    }
    await soon(() => sent() >= EMAILS / 2, patience);
    const before = memoryOf(worker.pid!);
    await soon(() => sent() === EMAILS + CLOSES_AT.length, patience);
    const grown = memoryOf(worker.pid!) - before;
    expect(grown).toBeLessThan(100);
    if (LONG) console.log(`${EMAILS} emails; memory ${before.toFixed(0)} MB, at the end ${grown.toFixed(0)} MB more`);
  } finally {
    worker.kill('SIGKILL');
    await gone;
    await server.close();
  }
  expect([...server.takenFor.values()].filter((times) => times !== 1)).toEqual([]);
  const open = await database.db.execute(
    sql`select state from mails where kind = 'mailing' and state not in ('sent', 'sending')`,
  );
  expect(open).toEqual([]);
});
