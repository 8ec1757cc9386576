import '../support/settings';
import { spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ALL_JOBS } from '@/lib/jobs/all-jobs';
import { defineJob } from '@/lib/jobs/define-job';
import { runJobs } from '@/lib/jobs/run-jobs';
import { systemClock } from '@/lib/platform/clock';
import { addJob, type JobKind } from '@/lib/platform/job-kinds';
import { log } from '@/lib/platform/log';
import { writeEmail } from '@/lib/platform/mail/send-email';
import { asAdmin, testDatabase } from '../support/database';
import { startMailServer } from '../support/mail-server';
import { soon } from '../support/soon';

const database = testDatabase();

jest.setTimeout(60_000);
beforeAll(() => {
  log.level = 'silent';
});

test('other workers free the jobs of a killed worker; a running worker keeps its job, no matter how long', async () => {
  const server = await startMailServer();
  // The killed worker's email is never answered.
  server.toEmail = () => 'say nothing';
  const LONG = { name: 'long', payload: z.strictObject({}), maxAttempts: 5 } satisfies JobKind;
  let begun = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const long = defineJob({
    ...LONG,
    queue: 'issuing',
    maxSeconds: 3_600,
    run: () => {
      begun += 1;
      return released;
    },
  });
  const settings = {
    smtpUrl: server.url,
    from: { name: 'PDUPS', address: 'a@example.org' },
    replyTo: null,
    folder: '/nonexistent',
  };
  const deps = { db: database.db, clock: systemClock, settings };
  const takenBy = async (task: string) => {
    const [job] = await database.db.execute<{ worker: string | null }>(
      sql`select locked_by as worker from graphile_worker.jobs where task_identifier = ${task}`,
    );
    return job?.worker;
  };

  const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
    env: { ...process.env, JOBS_DATABASE: database.url, JOBS_SMTP: server.url, LOG_LEVEL: 'silent' },
    stdio: 'inherit',
  });
  const gone = new Promise((resolve) => doomed.once('exit', resolve));
  const email = { kind: 'code', to: 'a@example.org', subject: 'x', paragraphs: ['x'] };
  await database.db.transaction((tx) => writeEmail(tx, { clock: systemClock }, email));
  await soon(() => server.begun === 1);

  const jobs = [...ALL_JOBS, long];
  const workers = await Promise.all([1, 2].map(() => runJobs(database.url, deps, { jobs, schedule: [] })));
  try {
    await database.db.transaction((tx) => addJob(tx, LONG, {}));
    await soon(() => begun === 1);
    const keeper = await takenBy('long');
    // The job has been running for an hour, and its workers lose every connection.
    await database.db.execute(
      sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_by = ${keeper}`,
    );
    await asAdmin(
      database.url,
      (admin) => admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'pdups jobs'`,
    );
    doomed.kill('SIGKILL');
    await gone;
    // The job was freed and finished by one of the other workers, which must not send the email again.
    await soon(async () => (await takenBy('deliver_mail')) === undefined);
    expect(server.begun).toBe(1);
    expect([begun, await takenBy('long')]).toEqual([1, keeper]);
    release();
    await soon(async () => (await takenBy('long')) === undefined);
    expect(begun).toBe(1);
  } finally {
    release();
    if (doomed.exitCode === null && doomed.signalCode === null) doomed.kill('SIGKILL');
    await gone;
    await server.close();
    await Promise.all(workers.map((worker) => worker.stop()));
  }
});
