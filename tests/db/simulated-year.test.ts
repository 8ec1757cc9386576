import '../support/settings';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { simpleParser } from 'mailparser';
import { connect } from '@/db/client';
import { deliverBulkMail, deliverUrgentMail } from '@/lib/jobs/deliver-mail';
import { doJob } from '@/lib/jobs/do-job';
import { planNoticesJob, sendNoticesJob } from '@/lib/jobs/notices';
import { queueDueJobs } from '@/lib/jobs/queue-due-jobs';
import { SCHEDULE } from '@/lib/jobs/schedule';
import { NOTICE_NAMES } from '@/lib/notices/kind';
import { dayInMontana } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { listEmls } from '@/lib/platform/mail/mail-folder';
import { testDatabase } from '../support/database';
import { drawing, killable } from '../support/killed-work';
import { simulateTime } from '../support/simulated-time';
import { expectedLines, FIRST_DAY, makeWorld, plus } from '../support/simulated-year';
import { soon } from '../support/soon';

const database = testDatabase();

// `npm run simulate:year` makes it long.
const LONG = process.env.SIMULATED_YEAR === 'long';
const SIZE = LONG ? { providers: 500, events: 20_000, seed: 7 } : { providers: 20, events: 400, seed: 7 };
/** In the short form, the product only runs for some weeks around both changes of the clocks, and at the end of the reporting year; it is away in between. */
const RUNS = LONG
  ? [[1, 364]]
  : [
      [20, 50],
      [149, 156],
      [262, 290],
    ];
const MINUTE = 60_000;
/** The most lines of one kind in an email. */
const MAX_LINES = 10;

jest.setTimeout(LONG ? 7_200_000 : 600_000);

const folder = mkdtempSync(path.join(tmpdir(), 'pdups-year-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 8 a.m. in Montana and a few seconds, in winter and in summer. */
function eightOf(day: string): number {
  for (const hour of [14, 15]) {
    const moment = new Date(`${day}T${hour}:00:05Z`);
    const here = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Denver', hour: 'numeric', hourCycle: 'h23' });
    if (Number(here.format(moment)) === 8) return moment.getTime();
  }
  throw new Error(`${day} has no 8 a.m.`);
}

test('in a year of two workers, kills and steps of the clock, each person is reminded of each thing once, on the right day', async () => {
  log.level = 'silent';
  const world = await makeWorld(database.db, SIZE);
  const time = await simulateTime(database);
  const db = connect(time.url, { max: 8 });
  const draw = drawing(SIZE.seed + 1);
  const mortal = killable(db, draw, LONG ? 0.004 : 0.05);
  const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'pdups@example.org' }, replyTo: null, folder };
  const deps = { db: mortal, clock: time.clock, settings };
  const jobs = [planNoticesJob, sendNoticesJob, deliverBulkMail, deliverUrgentMail];
  const schedule = SCHEDULE.filter(({ job }) => job === planNoticesJob);
  const memories = [new Map<string, number>(), new Map<string, number>()];
  const look = () =>
    soon(async () => {
      const looked = await Promise.allSettled(memories.map((noted) => queueDueJobs(deps, schedule, noted)));
      return looked.every(({ status }) => status === 'fulfilled');
    });
  const byName = new Map(jobs.map((job) => [job.name, job]));
  /**
   * Two workers do everything that is in the queue, each job at the same time: as when one lost its connection and the job
   * was given to the other. What is killed in both is done again.
   */
  const work = async () => {
    for (;;) {
      const queued = await db.execute<{ id: string; task: string; payload: unknown }>(sql`
        select j.id, t.identifier as task, j.payload
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`);
      if (queued.length === 0) return;
      for (const { id, task, payload } of queued) {
        const twice = [1, 2].map(() => doJob(byName.get(task)!, deps, { id, payload, lastTry: false }));
        const done = await Promise.allSettled(twice);
        if (done.some(({ status }) => status === 'fulfilled')) {
          await db.execute(sql`select graphile_worker.complete_jobs(array[${id}]::bigint[])`);
        }
      }
    }
  };
  const planned: string[] = [];

  await time.set(new Date(eightOf(FIRST_DAY) + 60 * MINUTE));
  await look();
  try {
    for (let n = 1; n <= 364; n += 1) {
      const yesterday = plus(FIRST_DAY, n - 1);
      const day = plus(FIRST_DAY, n);
      for (const happening of world.happenings.get(yesterday) ?? []) await database.db.execute(happening.sql());
      world.happenings.delete(yesterday);
      // Now and then the product is away for a day.
      if (!RUNS.some(([from, to]) => n >= from! && n <= to!) || draw.chance(0.03)) continue;
      planned.push(day);
      const eight = eightOf(day);
      // A clock that is fast or slow for a while, and set right, before and after the planner did its work.
      if (draw.chance(0.2)) await time.set(new Date(eight - draw.between(1, 400) * MINUTE)).then(look);
      await time.set(new Date(eight));
      await look();
      if (draw.chance(0.2)) await time.set(new Date(eight - draw.between(1, 90) * MINUTE)).then(look);
      // A process that starts again knows nothing of what it noted.
      if (draw.chance(0.1)) memories[0]!.clear();
      await time.set(new Date(eight + 10_000));
      await look();
      await work();
    }
  } finally {
    await db.$client.end({ timeout: 5 });
  }

  const expected = expectedLines(world, planned);
  expect(expected.length).toBeGreaterThan(LONG ? 10_000 : 100);
  expect(mortal.killed).toBeGreaterThan(10);
  for (const kind of NOTICE_NAMES) {
    expect(expected.filter((line) => line.includes(` ${kind} `)).length).toBeGreaterThan(1);
  }

  // What the database says was sent.
  const rows = await database.db.execute<{ day: string; email: string; kind: string; subject_id: string }>(sql`
    select distinct d.day::text, u.email, n.kind, n.subject_id
    from notices n join notice_digests d on d.id = n.digest_id join users u on u.id = n.user_id where n.state = 'sent'`);
  const sent = rows.map(({ day, email, kind, subject_id }) => `${day} ${email} ${kind} ${pathOf(kind, subject_id)}`);
  expect(sent.sort()).toEqual(expected);

  // What the emails say: one for each person and day, with these lines and no others.
  const keyOf = (line: string) => {
    const [day, email, kind] = line.split(' ');
    return `${day} ${email}${kind === 'signing_key_ends' ? ' urgent' : ''}`;
  };
  const wanted = Map.groupBy(expected, keyOf);
  const arrived = new Set<string>();
  const messageIds = new Set<string>();
  for (const name of await listEmls(folder)) {
    const mail = await simpleParser(readFileSync(path.join(folder, name)));
    const email = [mail.to].flat()[0]!.text;
    const urgent = mail.subject!.startsWith('The signing certificate expires') ? ' urgent' : '';
    const key = `${dayInMontana(mail.date!)} ${email}${urgent}`;
    expect(arrived.has(key)).toBe(false);
    arrived.add(key);
    messageIds.add(mail.messageId!);
    const links = [...mail.text!.matchAll(/: (http\S+)$/gm)].map(([, href]) => href!.slice(env().APP_URL.length));
    const byKind = Map.groupBy(wanted.get(key) ?? [], (line) => line.split(' ')[2]!);
    for (const lines of byKind.values()) {
      const paths = lines.map((line) => line.split(' ')[3]!);
      const listed = paths.filter((each) => links.includes(each));
      expect(listed).toHaveLength(Math.min(paths.length, MAX_LINES));
    }
    const known = new Set([...byKind.values()].flat().map((line) => line.split(' ')[3]!));
    const others = links.filter((link) => !known.has(link) && !LISTS.has(link));
    expect(others).toEqual([]);
  }
  expect([...arrived].sort()).toEqual([...wanted.keys()].sort());
  expect(messageIds.size).toBe(arrived.size);
});

/** The pages with all of them, for long lists. */
const LISTS = new Set([
  '/admin',
  '/admin/applications',
  '/admin/emails',
  '/admin/providers',
  '/admin/requests',
  '/admin/requests?queue=unassigned',
  '/events',
  '/events?state=count-due&sort=end&order=asc',
  '/our-information',
  '/requests',
]);

function pathOf(kind: string, id: string): string {
  switch (kind) {
    case 'count_due':
    case 'count_differs':
      return `/events/${id}/report`;
    case 'count_overdue':
      return `/admin/events/${id}`;
    case 'course_ends':
      return `/events/${id}#continue`;
    case 'claims_wait':
      return `/events/${id}/share`;
    case 'agreement_due':
      return `/our-information/agreement/${Number(id) % 10_000}`;
    case 'report_due':
      return `/annual-report/${Number(id) % 10_000}`;
    case 'interim_count_due':
      return `/events/${id}/interim-count`;
    case 'yearly_missing':
      return `/admin/providers?missing=${Number(id) % 10 === 0 ? 'agreement' : 'report'}-${Math.floor(Number(id) / 10)}`;
    case 'request_unassigned':
    case 'request_overdue':
      return `/admin/requests/${id}`;
    case 'application_due':
      return `/admin/applications/${id}`;
    case 'proposal_waits':
      return `/admin/providers/${Number(id) % 1_000_000}/proposals/${id}`;
    case 'signing_key_ends':
      return '/admin/system';
    case 'certificate_email_returned':
      return `/events/${id}/attendees/${id}`;
    case 'user_email_returned':
      return `/admin/users/${id}`;
    default:
      return `/requests/${id}`;
  }
}
