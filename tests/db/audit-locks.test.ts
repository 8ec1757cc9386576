import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { attendees, auditEntries, events, issuingRuns } from '@/db/schema';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { record } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify';
import { correctCertificate } from '@/lib/certificates/change/correct-certificate';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { mailCertificate } from '@/lib/certificates/mail/mail-certificate';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { changeRunState } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim, withdrawClaim } from '@/lib/claims/decide-claim';
import { mailOwnCertificate } from '@/lib/claims/mail-own';
import { reportCertificates } from '@/lib/events/report-certificates';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { createUser } from '@/lib/users/create-user';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey } from '../support/learning-systems';
import { loggedLocks, oppositePairs, tablesOf } from '../support/lock-log';
import { providerContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(120_000);

async function anEvent(people = 3) {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const attendeeIds: number[] = [];
  for (let n = 0; n < people; n++) {
    attendeeIds.push(await givenAttendee(ctx, eventId, { name: `Person ${n}`, email: `p${n}@example.org` }));
  }
  return { ctx, eventId, attendeeIds };
}

/** Uploads this list and returns what the import page sends for it. */
async function uploaded(ctx: Context, eventId: number, pasted: string) {
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching } = await previewImport(ctx, { eventId, uploadId }, {});
  const columns = matchingText(matching.columns);
  return { ...importSchema.parse({ columns, headings: 'yes', unmarked: 'leave', choice: 'all' }), eventId, uploadId };
}

function newUser(provider: string, username: string) {
  return {
    username,
    name: 'Jane Roe',
    email: `${username}@example.org`,
    place: { kind: 'provider', provider, role: 'viewer' },
  } as const;
}

const command = () =>
  ({
    db: testDb.db,
    clock: clockAt(() => new Date('2026-05-04T18:00:00Z')),
    requestId: 'test',
    address: '',
    actor: { kind: 'command_line', command: 'npm run user:create' },
  }) as const;

test('no two transactions lock the same things in opposite orders, and none locks the chain before its end', async () => {
  const { ctx, eventId, attendeeIds } = await anEvent(5);
  const [one, two, three, four] = attendeeIds as [number, number, number, number];
  const { token } = await givenLink(ctx, eventId, { reviewed: true });
  const holder = 'a'.repeat(64);
  const claim = (name: string) => claimThroughLink(attendeeVisit(ctx), { ...claimOf({ name }), token, holder });
  const waiting = await claim('Ana Fuentes');
  const own = { token, holder, claimId: waiting.claimId };
  const { visit: system } = await givenKey(ctx);
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [one, two] });
  const list = await uploaded(ctx, eventId, 'Name,Email\nPerson Two,p1@example.org\nNew,new@example.org');
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  const locks = await loggedLocks(testDb.db, await tablesOf(testDb.db), async () => {
    await claim('Somebody Else');
    await acceptClaim(ctx, { unsigned: true, eventId, claimId: waiting.claimId });
    await mailOwnCertificate(attendeeVisit(ctx), { ...own, email: 'ana@example.org', after: null });
    await requestCertificate(
      system,
      crypto.randomUUID(),
      asked(eventId, { name: 'Person 4', email: 'p4@example.org' }),
    );
    await withdrawClaim(ctx, { eventId, claimId: waiting.claimId, reason: 'No.' });
    await mailCertificate(ctx, { eventId, certificateId: issued[0]!.id, unsigned: true });
    const right = { name: 'Right', school: '', educatorNumber: '', units: '5', reason: 'Misspelt.' };
    await correctCertificate(ctx, { ...right, eventId, certificateId: issued[1]!.id });
    await revokeCertificate(ctx, { eventId, certificateId: issued[0]!.id, reason: 'No.' });
    await importRoster(ctx, list);
    await markAttendees(ctx, { eventId, mark: 'open', attendees: [three] });
    await markAttendees(ctx, { eventId, mark: 'completed', attendees: [three, four] });
    await changeRunState(ctx, { eventId, runId, act: 'pause' });
    await changeRunState(ctx, { eventId, runId, act: 'resume' });
    await processBulkRun(ctx, runId);
    const [event] = await testDb.db.select().from(events).where(eq(events.id, eventId));
    await reportCertificates(ctx, {
      eventId,
      onPaper: 1,
      issuedHere: event!.issuedCount,
      sawReport: 0,
      requestKey: crypto.randomUUID(),
    });
    await createUser(command(), newUser(ctx.actor.providerName, `u${crypto.randomUUID()}`), {
      appUrl: 'http://localhost',
      byMail: true,
    });
  });
  expect(locks.length).toBeGreaterThan(12);
  // The log includes locked rows and their order: the batch locks its people before its run.
  const names = locks.map((taken) => taken.map(({ name }) => name));
  const batch = names.find((taken) => taken.includes(`issuing_runs ${runId}`) && taken.includes(`attendees ${four}`));
  expect(batch!.indexOf(`attendees ${four}`)).toBeLessThan(batch!.indexOf(`issuing_runs ${runId}`));
  expect(oppositePairs(locks)).toEqual([]);
  // Only the address of a new sign-in, which is locked before all rows.
  const [row] = await testDb.db.execute<{ address: string }>(
    sql`select 'advisory ' || (hashtext('sign-in')::bigint & 4294967295) as address`,
  );
  const advisory = locks.flatMap((taken) =>
    taken.flatMap(({ name }, at) => (name.startsWith('advisory') ? [{ name, at }] : [])),
  );
  expect(advisory).toEqual([{ name: expect.stringMatching(`^${row!.address} `), at: 0 }]);
});

test('the log of locks finds two transactions that could deadlock', async () => {
  const { eventId, attendeeIds } = await anEvent(1);
  const event = sql`select from events where id = ${eventId} for update`;
  const attendee = sql`update attendees set name = name where id = ${attendeeIds[0]}`;
  const locks = await loggedLocks(testDb.db, { events: 'id::text', attendees: 'id::text' }, async () => {
    for (const order of [
      [event, attendee],
      [attendee, event],
    ]) {
      await testDb.db.transaction(async (tx) => {
        for (const statement of order) await tx.execute(statement);
      });
    }
  });
  expect(oppositePairs(locks)).toEqual([`attendees ${attendeeIds[0]} ⇄ events ${eventId}`]);
});

test('a run that is paused while its batches commit never deadlocks', async () => {
  const { ctx, eventId } = await anEvent(30);
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  const deadlocks = await deadlocksDuring(async () => {
    for (let round = 0; round < 6; round++) {
      await Promise.all([
        processBulkRun(ctx, runId),
        changeRunState(ctx, { eventId, runId, act: 'pause' }).catch(() => {}),
        changeRunState(ctx, { eventId, runId, act: 'resume' }).catch(() => {}),
      ]);
    }
  });
  expect(deadlocks).toBe(0);
  expect(['running', 'paused', 'done']).toContain(
    (await testDb.db.select().from(issuingRuns).where(eq(issuingRuns.id, runId)))[0]!.state,
  );
});

test('two hundred audited writes of different kinds at once: no deadlock, and none is retried', async () => {
  const { ctx, eventId, attendeeIds } = await anEvent(20);
  // As many connections as several servers have together.
  const db = connect(testDb.url, { max: 40 });
  const wide = { ...ctx, db };
  await givenLink(ctx, eventId);
  const before = (await testDb.db.select().from(auditEntries)).length;
  let attempts = 0;
  const write = (n: number) => {
    attempts += 1;
    const id = attendeeIds[n % attendeeIds.length]!;
    switch (n % 4) {
      case 0:
        // Writes to the audit log first and locks a row afterward, as revoking and issuing do.
        return db.transaction(async (tx) => {
          await record(tx, wide, {
            action: 'attendee.edited',
            subject: `event:${eventId}`,
            details: { attendeeId: id, fields: [] },
          });
          await tx
            .update(attendees)
            .set({ school: `School ${n}` })
            .where(eq(attendees.id, id));
        });
      case 1:
        return db.transaction(async (tx) => {
          await tx
            .update(attendees)
            .set({ school: `School ${n}` })
            .where(eq(attendees.id, id));
          await record(tx, wide, {
            action: 'attendee.edited',
            subject: `event:${eventId}`,
            details: { attendeeId: id, fields: [] },
          });
        });
      case 2:
        return createUser({ ...command(), db }, newUser(ctx.actor.providerName, `m${n}-${crypto.randomUUID()}`), {
          appUrl: 'http://localhost',
          byMail: true,
        });
      default:
        return reportLink(n);
    }
  };
  const reportLink = async (n: number) =>
    db.transaction(async (tx) => {
      await record(tx, wide, { action: 'share_link.revoked', subject: `event:${eventId}`, details: { linkId: n } });
      await tx.execute(sql`update share_links set label = ${`Label ${n}`} where event_id = ${eventId}`);
    });
  try {
    const deadlocks = await deadlocksDuring(() => Promise.all(Array.from({ length: 200 }, (_, n) => write(n))));
    expect({ deadlocks, attempts }).toEqual({ deadlocks: 0, attempts: 200 });
  } finally {
    await db.$client.end();
  }
  expect((await testDb.db.select().from(auditEntries)).length - before).toBe(200);
  expect(await verifyChain(testDb.db, { anchors: [] })).toMatchObject({ problems: [] });
});

/** Returns how many deadlocks the server counted for this database during the work. */
async function deadlocksDuring(work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    await testDb.db.execute(sql`select pg_stat_force_next_flush()`);
    const [row] = await testDb.db.execute<{ deadlocks: string }>(
      sql`select deadlocks from pg_stat_database where datname = current_database()`,
    );
    return Number(row!.deadlocks);
  };
  const before = await count();
  await work();
  return (await count()) - before;
}
