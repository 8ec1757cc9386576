import '../support/settings';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { eq, inArray, sql } from 'drizzle-orm';
import { connect, type Database } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { claims, events, namedCertificates } from '@/db/schema';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { findCourse } from '@/lib/courses/find-course';
import { getEvent } from '@/lib/events/find-event';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { clockAt } from '@/lib/platform/clock';
import { retryOnConflict } from '@/lib/platform/database';
import { isAppError } from '@/lib/platform/errors';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { continueNow, givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { asked, givenKey, visitWith } from '../support/learning-systems';
import { onDay, providerContext } from '../support/people';
import { claimOf, givenLink } from '../support/share-links';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();
const servers: Database[] = [];

beforeAll(() => {
  for (let n = 0; n < 2; n++) servers.push(connect(testDb.url, { max: 4 }));
});
afterAll(async () => {
  for (const server of servers) await server.$client.end({ timeout: 5 });
  await closeRenderer();
});

const MIDNIGHT = Date.parse('2026-07-01T06:00:00Z');
const LAST_DAY = '2026-06-30';
const FIRST_DAY = '2026-07-01';

/** Returns a clock that shows the last second of the year when it is first read, and the next year from then on. */
function clockOverMidnight(reads: number) {
  let read = 0;
  return clockAt(() => new Date(MIDNIGHT + (read++ < reads ? -1000 : 1000)));
}

/** Tries again, as a browser or a learning system does, when a server went away. */
async function untilAnswered<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await retryOnConflict(() => work(attempt));
    } catch (error) {
      if (attempt > 50 || (isAppError(error) && !['conflict', 'unavailable'].includes(error.code))) throw error;
    }
  }
}

/** Ends whatever the two servers have under way in the database: what was not committed is lost. */
async function killOpenWork(): Promise<void> {
  await testDb.owner.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and (state = 'idle in transaction' or (state = 'active' and query ilike '%named_certificates%'))`);
}

test('at midnight in Montana, with two servers, claims under way and connections killed, each person gets one certificate of the right year', async () => {
  const ctx = await providerContext(testDb.db, { today: LAST_DAY });
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const { key } = await givenKey(ctx);
  const expected = new Map<string, 'first' | 'second'>();
  const work: (() => Promise<unknown>)[] = [];

  // Two people press the button at the same moment, one at each server.
  const { stamp } = (await findCourse(ctx, await getEvent(ctx, first)))!.next!;
  for (const db of servers) work.push(() => untilAnswered(() => continueNow({ ...ctx, db }, first, { stamp })));

  const claim = (name: string, clockOf: () => ReturnType<typeof clockAt>, given: Parameters<typeof claimOf>[0]) => {
    const form = claimOf({ name, email: `${name.replaceAll(' ', '.')}@example.org`, ...given });
    const holder = crypto.randomUUID().replaceAll('-', '').repeat(2);
    work.push(() =>
      untilAnswered((attempt) => {
        const db = servers[attempt % 2]!;
        // The first try is made at the clock's own time, and a repeat always comes after midnight.
        const clock = attempt === 0 ? clockOf() : clockAt(() => new Date(MIDNIGHT + 5000));
        const visit = { db, clock, requestId: 'test', address: '192.0.2.1' };
        return claimThroughLink(visit, { ...form, token, holder });
      }),
    );
  };
  for (let n = 0; n < 6; n++) {
    expected.set(`Eve Before${n}`, 'first');
    claim(`Eve Before${n}`, () => clockAt(() => new Date(MIDNIGHT - 500)), { openedOn: LAST_DAY });
    expected.set(`Mia Across${n}`, 'first');
    claim(`Mia Across${n}`, () => clockOverMidnight(n), { openedOn: LAST_DAY });
    expected.set(`Lou Late${n}`, 'first');
    claim(`Lou Late${n}`, () => clockAt(() => new Date(MIDNIGHT + 500)), { completedOn: LAST_DAY });
  }
  for (let n = 0; n < 6; n++) {
    const [learner, completedOn] = [`Lea Learner${n}`, n % 2 ? LAST_DAY : '2026-06-29'];
    expected.set(learner, 'first');
    const idempotencyKey = crypto.randomUUID();
    work.push(() =>
      untilAnswered(async (attempt) => {
        const visit = await visitWith({ ...onDay(ctx, FIRST_DAY), db: servers[attempt % 2]! }, key.secret);
        const request = asked(first, { learnerId: learner, name: learner, completedOn });
        return requestCertificate(visit, idempotencyKey, request);
      }),
    );
  }

  // Every fifth answer is followed by the end of whatever else is under way.
  await Promise.all(work.map((each, n) => each().then(() => (n % 5 === 0 ? killOpenWork() : undefined))));

  const entries = await testDb.db.select().from(events).where(eq(events.continuesEventId, first));
  expect(entries).toHaveLength(1);
  const second = entries[0]!.id;

  // Now that the next year is there, people complete the course in it, at both servers at once.
  const morning: Promise<unknown>[] = [];
  for (let n = 0; n < 6; n++) {
    expected.set(`Nia Next${n}`, 'second');
    const form = claimOf({ name: `Nia Next${n}`, completedOn: FIRST_DAY });
    const holder = crypto.randomUUID().replaceAll('-', '').repeat(2);
    // Each form is sent twice at once.
    for (const db of servers) {
      const visit = {
        db,
        clock: clockAt(() => new Date(MIDNIGHT + 3_600_000)),
        requestId: 'test',
        address: '192.0.2.1',
      };
      morning.push(untilAnswered(() => claimThroughLink(visit, { ...form, token, holder })));
    }
  }
  await Promise.all(morning);

  const issued = await testDb.db
    .select({ eventId: namedCertificates.eventId, facts: namedCertificates.facts })
    .from(namedCertificates)
    .where(inArray(namedCertificates.eventId, [first, second]));
  const got = issued.map(({ eventId, facts }) => [
    String(facts.participantName),
    eventId === first ? 'first' : 'second',
    facts.startsOn,
  ]);
  expect(got.toSorted()).toEqual(
    [...expected].map(([name, year]) => [name, year, year === 'first' ? '2025-07-01' : '2026-07-01']).toSorted(),
  );
  const made = await testDb.db
    .select()
    .from(claims)
    .where(inArray(claims.eventId, [first, second]));
  expect(made.every(({ state }) => state === 'issued')).toBe(true);
  expect(made).toHaveLength(24);
}, 120_000);

/** Starts a server of claims as a process of its own. `send` resolves with what became of a claim: null when it was killed. */
function claimServer() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/claim-process.ts'], {
    env: { ...process.env, CLAIM_DATABASE: testDb.url },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const waiting = new Map<string, (outcome: string | null) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, outcome } = JSON.parse(line);
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  });
  void exited.then(() => {
    for (const answer of waiting.values()) answer(null);
  });
  // A server that is gone takes no more lines.
  child.stdin.on('error', () => {});
  return {
    send: (at: number, claim: object) =>
      new Promise<string | null>((resolve) => {
        const id = crypto.randomUUID();
        waiting.set(id, resolve);
        child.stdin.write(`${JSON.stringify({ id, at, claim })}\n`);
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

test('one of two servers is killed at midnight while people claim, and each gets one certificate of the right year', async () => {
  const ctx = await providerContext(testDb.db, { today: LAST_DAY });
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const second = await continueNow(ctx, first);
  const [doomed, other] = [claimServer(), claimServer()];
  try {
    const people = Array.from({ length: 24 }, (_, n) => {
      const before = n % 4 < 2;
      const form = claimOf({
        name: `Kit Killed${n}`,
        email: `kit.killed${n}@example.org`,
        ...(before ? { openedOn: LAST_DAY } : { completedOn: FIRST_DAY }),
      });
      const claim = { ...form, token, holder: crypto.randomUUID().replaceAll('-', '').repeat(2) };
      return { name: form.name, year: before ? first : second, at: MIDNIGHT + (before ? -500 : 500), claim };
    });
    const outcomes: (string | null)[] = [];
    const sendAll = (some: typeof people) =>
      some.map(async ({ at, claim }, n) => {
        const answer = await (n % 2 ? doomed : other).send(at, claim);
        // The browser sends the same form again, to the server that is left.
        outcomes.push(answer ?? (await other.send(MIDNIGHT + 5000, claim)));
      });
    const [early, late] = [people.slice(0, 8), people.slice(8)];
    await Promise.all(sendAll(early));
    let rest: Promise<void>[] = [];
    await testDb.owner.transaction(async (tx) => {
      // Claims come to a stop after they have issued, and before it is committed.
      await tx.execute(sql`lock table audit_entries in exclusive mode`);
      rest = sendAll(late);
      await soon(async () => (await waitingForLocks(testDb.db)) > 1);
      await doomed.kill();
    });
    await Promise.all(rest);

    expect(outcomes).toEqual(people.map(() => 'issued'));
    const issued = await testDb.db
      .select({ eventId: namedCertificates.eventId, facts: namedCertificates.facts })
      .from(namedCertificates)
      .where(inArray(namedCertificates.eventId, [first, second]));
    expect(issued.map(({ eventId, facts }) => `${facts.participantName} ${eventId}`).toSorted()).toEqual(
      people.map(({ name, year }) => `${name} ${year}`).toSorted(),
    );
    const counted = await testDb.db
      .select({ id: events.id, issued: events.issuedCount })
      .from(events)
      .where(inArray(events.id, [first, second]));
    expect(counted.map(({ issued }) => issued)).toEqual([12, 12]);
  } finally {
    await Promise.all([doomed.kill(), other.kill()]);
  }
}, 240_000);

test('one person who claims for both years at the same moment, at two servers, gets one certificate', async () => {
  const ctx = await providerContext(testDb.db, { today: LAST_DAY });
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const { token: other } = await givenLink(ctx, first);
  const second = await continueNow(ctx, first);
  const people = Array.from({ length: 8 }, (_, n) => `Pat Both${n}`);
  await Promise.all(
    people.flatMap((name) =>
      [LAST_DAY, FIRST_DAY].map((completedOn, n) => {
        const clock = clockAt(() => new Date(MIDNIGHT + 500));
        const visit = { db: servers[n]!, clock, requestId: 'test', address: '192.0.2.1' };
        const form = claimOf({ name, email: `${name.replace(' ', '.')}@example.org`, completedOn });
        const holder = crypto.randomUUID().replaceAll('-', '').repeat(2);
        return untilAnswered(() => claimThroughLink(visit, { ...form, token: n ? token : other, holder }));
      }),
    ),
  );
  const issued = await testDb.db
    .select({ facts: namedCertificates.facts })
    .from(namedCertificates)
    .where(inArray(namedCertificates.eventId, [first, second]));
  expect(issued.map(({ facts }) => facts.participantName).toSorted()).toEqual(people);
  const waiting = await testDb.db.select().from(claims).where(eq(claims.state, 'waiting'));
  expect(waiting.map(({ waitsFor }) => waitsFor)).toEqual(people.map(() => 'other_year'));
}, 120_000);

test('a claim in the new year waits for one that is under way in the year before', async () => {
  const ctx = await providerContext(testDb.db, { today: LAST_DAY });
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const second = await continueNow(ctx, first);
  const visit = {
    db: servers[0]!,
    clock: clockAt(() => new Date(MIDNIGHT + 500)),
    requestId: 'test',
    address: '192.0.2.1',
  };
  const form = { ...claimOf({ name: 'Wes Waits', completedOn: FIRST_DAY }), token, holder: '6'.repeat(64) };
  let claiming: Promise<unknown> | undefined;
  await servers[1]!.transaction(async (tx) => {
    await lockEvent(tx, first, 'every-provider');
    claiming = claimThroughLink(visit, form);
    await soon(async () => (await waitingForLocks(testDb.db)) > 0);
  });
  expect(await claiming).toMatchObject({ state: 'issued' });
  expect(await testDb.db.select().from(claims).where(eq(claims.eventId, second))).toHaveLength(1);
});
