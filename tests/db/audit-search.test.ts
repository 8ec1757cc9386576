import '../support/settings';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeAnchor } from '@/lib/audit/anchors';
import { checkLog, listLogChecks, startLogCheck } from '@/lib/audit/check-log';
import { asVisitor, record } from '@/lib/audit/record';
import { exportAudit, searchAudit } from '@/lib/audit/search-audit';
import { type AuditQuery, auditHref, readAuditQuery, WHOLE_LOG } from '@/lib/audit/search-query';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'pdups-checks-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function administrator(today = '2026-05-04'): Promise<Context> {
  const staff = await staffContext(testDb.db, { today });
  return { ...staff, actor: { ...staff.actor, role: 'administrator' } };
}

/** Adds an event of a new provider, with entries about it at these moments. */
async function logged(...moments: string[]) {
  const ctx = await providerContext(testDb.db);
  const eventId = await givenEvent(ctx);
  for (const [attendeeId, moment] of moments.entries()) {
    const at = { ...ctx, clock: clockAt(() => new Date(moment)) };
    await record(testDb.db, at, { action: 'attendee.added', subject: `event:${eventId}`, details: { attendeeId } });
  }
  return { ctx, eventId };
}

const found = async (ctx: Context, query: Partial<AuditQuery>) =>
  (await searchAudit(ctx, { ...WHOLE_LOG, ...query })).entries.map(({ details }) => details?.attendeeId);

test('entries are found by person, provider, record, action and days in Montana, latest first', async () => {
  const admin = await administrator();
  const { ctx, eventId } = await logged('2026-05-01T18:00:00Z', '2026-05-03T05:59:59Z', '2026-05-03T06:00:00Z');
  const { username, providerName } = ctx.actor;
  await logged('2026-05-02T18:00:00Z');
  expect(await found(admin, { person: username.toUpperCase() })).toEqual([2, 1, 0]);
  expect(await found(admin, { provider: providerName })).toEqual([2, 1, 0]);
  const event = { subjectType: 'event', subjectId: eventId } as const;
  expect(await found(admin, event)).toEqual([2, 1, 0]);
  expect(await found(admin, { ...event, action: 'attendee.removed' })).toEqual([]);
  expect(await found(admin, { ...event, from: '2026-05-03' })).toEqual([2]);
  expect(await found(admin, { person: username, provider: providerName, to: '2026-05-02' })).toEqual([1, 0]);
  expect(await found(admin, { person: 'no one of this name' })).toEqual([]);
  const signIn = { action: 'sign_in.refused', subject: `user:${ctx.actor.userId}` } as const;
  await record(testDb.db, asVisitor(ctx), signIn);
  const about = await searchAudit(admin, { ...WHOLE_LOG, person: username, action: signIn.action });
  expect(about.entries).toMatchObject([{ actorKind: 'visitor', userName: null, subjectName: ctx.actor.name }]);
  const { entries } = await searchAudit(admin, { ...WHOLE_LOG, ...event });
  expect(entries[0]).toMatchObject({ userName: ctx.actor.name, providerName, actorKind: 'provider' });
});

test('each entry is on exactly one page, several people and moments alike, and the file has them all', async () => {
  const admin = await administrator();
  const moments = Array.from({ length: 40 }, (_, n) => `2026-04-0${1 + (n % 2)}T18:00:00Z`);
  const providers = [(await logged(...moments)).ctx, (await logged(...moments)).ctx];
  const ids: number[] = [];
  const action = 'attendee.added';
  let query: AuditQuery | null = { ...WHOLE_LOG, provider: 'Provider', action, from: '2026-04-01', to: '2026-04-02' };
  const first = query;
  while (query) {
    const page: Awaited<ReturnType<typeof searchAudit>> = await searchAudit(admin, query);
    ids.push(...page.entries.map(({ id }) => id));
    query =
      page.next && readAuditQuery(Object.fromEntries(new URL(auditHref(page.next), 'http://x').searchParams)).query;
  }
  expect(ids).toHaveLength(80);
  expect(new Set(ids).size).toBe(80);

  let file = '';
  for await (const lines of await exportAudit(admin, first)) file += lines;
  const records = file.trimEnd().split('\r\n');
  expect(records).toHaveLength(81);
  for (const { actor } of providers) expect(file).toContain(actor.username);
  await expectAudit(testDb.db, 'audit.exported', `user:${admin.actor.userId}`, { actorKind: 'staff' });
});

test('only administrators read the log, export it and check it', async () => {
  const provider = await providerContext(testDb.db);
  const staff = await staffContext(testDb.db);
  const admin = await administrator();
  if (admin.actor.kind !== 'staff') throw new Error('an administrator is staff');
  const acting = { ...admin, actor: { ...admin.actor, onBehalfOf: provider.actor } };
  for (const ctx of [provider, staff, acting]) {
    await expect(searchAudit(ctx, WHOLE_LOG)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportAudit(ctx, WHOLE_LOG)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(startLogCheck(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listLogChecks(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('a URL that makes no sense is ignored with a note', () => {
  const given = { type: 'cat', number: '-1', action: 'x', from: '2026-02-30', to: 'today', after: '1_x' };
  const { query, notes } = readAuditQuery(given);
  expect(query).toEqual(WHOLE_LOG);
  expect(notes).toHaveLength(6);
  expect(readAuditQuery({ type: 'event' })).toEqual({
    query: WHOLE_LOG,
    notes: ['To find a record, choose its kind and enter its number.'],
  });
});

test('a check reads the whole log, compares the anchors, and ends with its result; another one waits for it', async () => {
  const admin = await administrator();
  await logged('2026-05-01T18:00:00Z');
  await writeAnchor(admin, { dataDir: folder, mailTo: null });
  await startLogCheck(admin);
  await startLogCheck(admin);
  const [check, ...others] = await listLogChecks(admin);
  expect(others).toEqual([]);
  expect(check).toMatchObject({ startedByName: admin.actor.name, endedAt: null, result: null });
  await expectAudit(testDb.db, 'audit.check_started', `user:${admin.actor.userId}`);

  await checkLog(admin, { checkId: check!.id, dataDir: folder, lastTry: false });
  const [done] = await listLogChecks(admin);
  expect(done!.result).toMatchObject({ anchors: 1, unreadable: 0, problems: [] });
  expect(done!.done).toBe(done!.total);
  expect(done!.result!.links).toBeGreaterThan(1);
  // A worker that lost its connection may do the job again.
  await checkLog(admin, { checkId: check!.id, dataDir: '/no/such/folder', lastTry: true });
  expect((await listLogChecks(admin))[0]).toEqual(done);
});

test('a check that fails at its last try ends without a result, and the next one can start', async () => {
  const admin = await administrator();
  await startLogCheck(admin);
  const [{ id } = { id: 0 }] = await listLogChecks(admin);
  const notAFolder = __filename;
  await expect(checkLog(admin, { checkId: id, dataDir: notAFolder, lastTry: false })).rejects.toThrow();
  expect((await listLogChecks(admin))[0]).toMatchObject({ id, endedAt: null });
  await expect(checkLog(admin, { checkId: id, dataDir: notAFolder, lastTry: true })).rejects.toThrow();
  expect((await listLogChecks(admin))[0]).toMatchObject({ id, result: null, endedAt: expect.any(Date) });
  await startLogCheck(admin);
  expect((await listLogChecks(admin))[0]!.id).not.toBe(id);
});
