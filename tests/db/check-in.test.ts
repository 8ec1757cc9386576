import '../support/settings';
import { asc, eq, sql } from 'drizzle-orm';
import { attendanceFacts, attendees, checkInCodes, providers } from '@/db/schema';
import { readAttendanceChoice } from '@/lib/attendees/attendance/attendance-input';
import { previewAttendance } from '@/lib/attendees/attendance/preview-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { badgeCodeOf } from '@/lib/attendees/check-in/badge-code';
import { checkIn, findCheckInPage } from '@/lib/attendees/check-in/check-in';
import { addressOfCode } from '@/lib/attendees/check-in/code-token';
import { getCheckIn, listBadges } from '@/lib/attendees/check-in/get-check-in';
import { closeCheckInCode, openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { noteScans, scansSchema } from '@/lib/attendees/check-in/note-scans';
import { printBadges } from '@/lib/attendees/check-in/print-badges';
import type { Direction } from '@/lib/attendees/check-in/scans';
import { removeAttendee } from '@/lib/attendees/remove-attendee';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);

/** Returns this time of day in Mountain Time in winter. */
const at = (time: string) => new Date(`2026-11-20T${time}:00-07:00`);
const atTime = <C extends { clock: Context['clock'] }>(ctx: C, time: string): C => ({
  ...ctx,
  clock: clockAt(() => at(time)),
});

/** Adds somebody to the roster of a conference, or of another event with as many hours. */
const someone = (ctx: Context, eventId: number, given: Parameters<typeof givenAttendee>[2] = {}) =>
  givenAttendee(ctx, eventId, { units: '3', ...given });

async function aConference() {
  const ctx = await providerContext(testDb.db, { today: '2026-11-20' });
  const eventId = await givenEvent(ctx, { startsOn: '2026-11-20', hours: '3' });
  return { ctx, eventId };
}

/** Two sessions of one conference on one day. */
async function twoSessions() {
  const ctx = await providerContext(testDb.db, { today: '2026-11-20' });
  const session = () => givenEvent(ctx, { startsOn: '2026-11-20', hours: '3', conference: 'Fall Institute' });
  return { ctx, first: await session(), second: await session() };
}

const RULE = { sessions: [{ day: '2026-11-20', from: '09:00', to: '12:00' }], breaks: [], leastPercent: null };

const countAndSave = (ctx: Context, eventId: number) =>
  saveAttendance(ctx, { eventId, who: 'all', people: [], choice: { ...readAttendanceChoice({}), rule: RULE } });

const reasonsOf = async (ctx: Context, eventId: number) => {
  const { plan } = await previewAttendance(ctx, eventId, {
    counted: 'yes',
    's0-day': '2026-11-20',
    's0-from': '09:00',
    's0-to': '12:00',
  });
  return Object.fromEntries(plan.map(({ name, result }) => [name, result.reason]));
};

const factsOf = (eventId: number) =>
  testDb.db.select().from(attendanceFacts).where(eq(attendanceFacts.eventId, eventId)).orderBy(asc(attendanceFacts.id));

const scanned = (code: string, direction: Direction, time: string) => ({
  id: crypto.randomUUID(),
  code,
  direction,
  at: at(time).toISOString(),
});

type Scans = ReturnType<typeof scanned>[];

const send = (ctx: Context, eventId: number, scans: Scans, sentAt?: string) =>
  noteScans(ctx, {
    eventId,
    ...scansSchema.parse({ key: crypto.randomUUID(), direction: 'in', scans: JSON.stringify(scans), sentAt }),
  });

describe('the scanner', () => {
  test('badges that are scanned in and out earn PDUs, and a scan that is sent twice counts once', async () => {
    const { ctx, eventId } = await aConference();
    const attendeeId = await someone(ctx, eventId, { name: 'Ana Redfern', units: '3', completed: false });
    const code = badgeCodeOf({ eventId, attendeeId });
    const evening = atTime(ctx, '18:00');
    const scans = [
      scanned(`PDUPS ${code}`, 'in', '08:55'),
      scanned(code.toLowerCase().replace('-', ' '), 'out', '10:30'),
      scanned(code, 'in', '10:45'),
      scanned(code, 'out', '11:52'),
    ];
    expect(await send(evening, eventId, scans)).toEqual(scans.map(({ id }) => ({ id, name: 'Ana Redfern' })));
    await send(evening, eventId, scans);
    expect(await factsOf(eventId)).toHaveLength(4);
    await expectAudit(testDb.db, 'attendance.scanned', `event:${eventId}`, { details: { ins: 2, outs: 2 } });
    expect(await reasonsOf(evening, eventId)).toEqual({ 'Ana Redfern': '2 h 37 min of 3 h → 2.5' });
    await countAndSave(evening, eventId);
    const [row] = await testDb.db.select().from(attendees).where(eq(attendees.id, attendeeId));
    expect(row).toMatchObject({ units: '2.50', completed: true });
  });

  test('scans that phones send late and out of order count by their times', async () => {
    const { ctx, eventId } = await aConference();
    const attendeeId = await someone(ctx, eventId, { name: 'Ana Redfern' });
    const code = badgeCodeOf({ eventId, attendeeId });
    const evening = atTime(ctx, '18:00');
    await send(evening, eventId, [scanned(code, 'out', '12:00')]);
    await send(evening, eventId, [scanned(code, 'in', '09:00')]);
    expect(await reasonsOf(evening, eventId)).toEqual({ 'Ana Redfern': '3 h of 3 h → 3' });
  });

  test('for two scans in a row the first one counts, and a person who forgot to sign out gets only the time that is known', async () => {
    const { ctx, eventId } = await aConference();
    const evening = atTime(ctx, '18:00');
    const [ana, bo, cy] = await Promise.all(
      ['Ana Redfern', 'Bo Light', 'Cy Oke'].map(async (name) => {
        const attendeeId = await someone(ctx, eventId, { name, email: null });
        return badgeCodeOf({ eventId, attendeeId });
      }),
    );
    await send(evening, eventId, [
      scanned(ana!, 'in', '09:00'),
      scanned(ana!, 'in', '09:03'),
      scanned(ana!, 'out', '10:00'),
      scanned(bo!, 'in', '09:00'),
      scanned(bo!, 'in', '11:00'),
      scanned(bo!, 'out', '12:00'),
      scanned(cy!, 'in', '09:00'),
    ]);
    expect(await reasonsOf(evening, eventId)).toEqual({
      'Ana Redfern': '1 h of 3 h → 1',
      'Bo Light': '1 h of 3 h → 1',
      'Cy Oke': '0 min of 3 h → 0',
    });
  });

  test('the times of a phone whose clock is off are corrected, and nothing is recorded for the future', async () => {
    const { ctx, eventId } = await aConference();
    const attendeeId = await someone(ctx, eventId);
    const code = badgeCodeOf({ eventId, attendeeId });
    const now = atTime(ctx, '12:00');
    // The phone's clock is an hour behind.
    await send(now, eventId, [scanned(code, 'in', '10:00')], at('11:00').toISOString());
    await send(now, eventId, [scanned(code, 'out', '15:00')]);
    expect((await factsOf(eventId)).map(({ startedAt, endedAt }) => (startedAt ?? endedAt)!.toISOString())).toEqual([
      at('11:00').toISOString(),
      at('12:00').toISOString(),
    ]);
  });

  test('the code of another event, or of nobody, is reported as nobody’s', async () => {
    const { ctx, eventId } = await aConference();
    const other = await givenEvent(ctx);
    const code = badgeCodeOf({ eventId: other, attendeeId: await someone(ctx, other) });
    const answers = await send(atTime(ctx, '12:00'), eventId, [
      scanned(code, 'in', '09:00'),
      scanned('https://example.org', 'in', '09:00'),
    ]);
    expect(answers.map(({ name }) => name)).toEqual([null, null]);
    expect(await factsOf(eventId)).toEqual([]);
  });

  test('the badge of a person who was removed works once they are on the roster again', async () => {
    const { ctx, eventId } = await aConference();
    const attendeeId = await someone(ctx, eventId, { name: 'Ana Redfern', identity: 'name:ana redfern|school:' });
    const scans = [scanned(badgeCodeOf({ eventId, attendeeId }), 'in', '09:00')];
    await removeAttendee(ctx, { eventId, attendeeId });
    expect(await send(atTime(ctx, '12:00'), eventId, scans)).toMatchObject([{ name: null }]);
    const again = await someone(ctx, eventId, { name: 'Ana Redfern', identity: 'name:ana redfern|school:' });
    expect(await send(atTime(ctx, '12:00'), eventId, scans)).toMatchObject([{ name: 'Ana Redfern' }]);
    expect(await factsOf(eventId)).toMatchObject([{ attendeeId: again }]);
  });

  test('a badge works at all sessions of a conference, also after its person was removed from the session that it names', async () => {
    const { ctx, first, second } = await twoSessions();
    const who = { name: 'Ana Redfern', email: 'ana@example.org', identity: 'email:ana@example.org|name:ana redfern' };
    const attendeeId = await someone(ctx, first, who);
    const there = await someone(ctx, second, who);
    await removeAttendee(ctx, { eventId: first, attendeeId });
    const code = badgeCodeOf({ eventId: first, attendeeId });
    expect(await send(atTime(ctx, '12:00'), second, [scanned(code, 'in', '09:00')])).toMatchObject([
      { name: 'Ana Redfern' },
    ]);
    expect(await factsOf(second)).toMatchObject([{ attendeeId: there }]);
  });

  test('two people with one name whom the provider told apart keep to their own badges', async () => {
    const { ctx, first, second } = await twoSessions();
    const details = { name: 'Ana Redfern', email: null, school: '', educatorNumber: '' };
    const one = { ...details, identity: 'name:ana redfern|school:' };
    const other = { ...details, identity: 'name:ana redfern|school:|apart:7' };
    const codeOf = async (person: typeof one) =>
      badgeCodeOf({ eventId: first, attendeeId: await someone(ctx, first, person) });
    const [codeOfOne, codeOfOther] = [await codeOf(one), await codeOf(other)];
    // Only the other one comes first, and then both.
    await send(atTime(ctx, '12:00'), second, [scanned(codeOfOther, 'in', '09:00')]);
    await send(atTime(ctx, '12:00'), second, [scanned(codeOfOne, 'in', '09:10'), scanned(codeOfOther, 'out', '10:00')]);
    const there = await testDb.db
      .select({ id: attendees.id, identity: attendees.identity })
      .from(attendees)
      .where(eq(attendees.eventId, second))
      .orderBy(asc(attendees.id));
    expect(there.map(({ identity }) => identity)).toEqual([other.identity, one.identity]);
    expect((await factsOf(second)).map(({ attendeeId, kind }) => [attendeeId, kind])).toEqual([
      [there[0]!.id, 'in'],
      [there[1]!.id, 'in'],
      [there[0]!.id, 'out'],
    ]);
  });

  test('a code that is typed is recorded now, and a form without one is refused', async () => {
    const { ctx, eventId } = await aConference();
    const code = badgeCodeOf({ eventId, attendeeId: await someone(ctx, eventId) });
    const form = { key: crypto.randomUUID(), code, direction: 'out' };
    for (let i = 0; i < 2; i++) await noteScans(atTime(ctx, '11:00'), { eventId, ...scansSchema.parse(form) });
    expect(await factsOf(eventId)).toMatchObject([{ kind: 'out', endedAt: at('11:00'), source: 'scanner' }]);
    expect(scansSchema.safeParse({ ...form, code: ' ' }).success).toBe(false);
    expect(scansSchema.safeParse({ ...form, scans: 'no list' }).success).toBe(false);
  });
});

/** Opens the code of an event and returns the token in its address. */
async function openCode(ctx: Context, eventId: number): Promise<string> {
  await openCheckInCode(ctx, eventId);
  const [row] = await testDb.db
    .select()
    .from(checkInCodes)
    .where(sql`${checkInCodes.eventId} = ${eventId} and ${checkInCodes.closedAt} is null`);
  return addressOfCode(row!)!.split('/').at(-1)!;
}

describe('the event’s code', () => {
  const ANA = { name: 'Ana Redfern', email: 'ana@example.org' };
  const arrive = (ctx: Context, token: string, time: string, more: Record<string, unknown> = {}) =>
    checkIn(attendeeVisit(atTime(ctx, time)), {
      token,
      key: crypto.randomUUID(),
      direction: 'in' as const,
      who: ANA,
      remembered: null,
      ...more,
    });

  test('a person who is not on the roster is added, signs out with the same phone, and completes the event when it is counted', async () => {
    const { ctx, eventId } = await aConference();
    const token = await openCode(ctx, eventId);
    const remembered = await arrive(ctx, token, '09:00');
    const visit = attendeeVisit(atTime(ctx, '09:30'));
    expect((await findCheckInPage(visit, { token, remembered })).last).toEqual({ direction: 'in', at: at('09:00') });
    await arrive(ctx, token, '11:00', { direction: 'out', who: null, remembered });
    const [row] = await testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId));
    expect(row).toMatchObject({ ...ANA, completed: false, source: 'check_in', units: '3.00', createdBy: null });
    await expectAudit(testDb.db, 'attendance.checked_in', `event:${eventId}`, {
      actorKind: 'attendee',
      actorId: String(row!.id),
      actorThrough: expect.stringMatching(/^check_in_code:\d+$/) as unknown as string,
      details: { attendeeId: row!.id, direction: 'out' },
    });
    await countAndSave(atTime(ctx, '18:00'), eventId);
    const [counted] = await testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId));
    expect(counted).toMatchObject({ units: '2.00', completed: true });
  });

  test('a person on the roster is found, and a form that is sent twice counts once', async () => {
    const { ctx, eventId } = await aConference();
    await someone(ctx, eventId, { ...ANA, identity: 'email:ana@example.org' });
    const token = await openCode(ctx, eventId);
    const key = crypto.randomUUID();
    await arrive(ctx, token, '09:00', { key });
    await arrive(ctx, token, '09:00', { key });
    expect(await factsOf(eventId)).toHaveLength(1);
    expect(await testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId))).toHaveLength(1);
  });

  test('thirty people sign in at once, and a person who signs in twice at once is added once', async () => {
    const { ctx, eventId } = await aConference();
    const token = await openCode(ctx, eventId);
    const people = Array.from({ length: 30 }, (_, index) => ({
      name: `Ana ${'abcdefghijklmno'[index % 15]}x Redfern`,
      email: `a${index % 15}@example.org`,
    }));
    const results = await Promise.allSettled(people.map((who) => arrive(ctx, token, '09:00', { who })));
    expect(results.filter(({ status }) => status !== 'fulfilled')).toEqual([]);
    expect(await testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId))).toHaveLength(15);
  });

  test('a person who forgot to sign out signs in again the next day, and the night in between does not count', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-11-20' });
    const eventId = await givenEvent(ctx, { startsOn: '2026-11-20', endsOn: '2026-11-21', hours: '6' });
    const token = await openCode(ctx, eventId);
    const remembered = await arrive(ctx, token, '08:50');
    const nextDay = (time: string) => ({
      ...ctx,
      clock: clockAt(() => new Date(`2026-11-21T${time}:00-07:00`)),
    });
    const pageAt = (who: Context) => findCheckInPage(attendeeVisit(who), { token, remembered });
    expect(await pageAt(nextDay('03:59'))).toMatchObject({ last: { direction: 'in' }, forgottenSince: null });
    expect(await pageAt(nextDay('08:55'))).toMatchObject({ last: null, forgottenSince: at('08:50') });
    expect(await getCheckIn(nextDay('03:59'), eventId)).toMatchObject({ here: 1, gone: 0 });
    expect(await getCheckIn(nextDay('08:55'), eventId)).toMatchObject({ here: 0, gone: 1 });
    const again = { token, who: null, remembered };
    const step = (time: string, direction: Direction) =>
      checkIn(attendeeVisit(nextDay(time)), { ...again, key: crypto.randomUUID(), direction });
    await step('08:55', 'in');
    expect(await pageAt(nextDay('09:00'))).toMatchObject({ last: { direction: 'in' }, forgottenSince: null });
    await step('12:00', 'out');
    expect(await pageAt(nextDay('12:01'))).toMatchObject({ last: { direction: 'out' }, forgottenSince: null });
    const sessions = ['2026-11-20', '2026-11-21'].map((day) => ({ ...RULE.sessions[0]!, day }));
    const choice = { ...readAttendanceChoice({}), rule: { ...RULE, sessions } };
    await saveAttendance(nextDay('18:00'), { eventId, who: 'all', people: [], choice });
    const [row] = await testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId));
    expect(row).toMatchObject({ units: '3.00', completed: true });
  });

  test('the code of a closed provider takes no attendance', async () => {
    const { ctx, eventId } = await aConference();
    const token = await openCode(ctx, eventId);
    const standing = { standing: 'closed', standingFrom: '2026-11-20', standingBefore: 'good' } as const;
    await testDb.db.update(providers).set(standing).where(eq(providers.id, ctx.actor.providerId));
    const visit = attendeeVisit(atTime(ctx, '09:00'));
    await expect(findCheckInPage(visit, { token, remembered: null })).rejects.toMatchObject({ code: 'not_found' });
    await expect(arrive(ctx, token, '09:00')).rejects.toMatchObject({ code: 'not_found' });
    expect(await factsOf(eventId)).toEqual([]);
  });

  test('a phone remembers only people of the event, and nobody can forge what it remembers', async () => {
    const { ctx, eventId } = await aConference();
    const token = await openCode(ctx, eventId);
    const remembered = await arrive(ctx, token, '09:00');
    const [id] = remembered.split('.');
    const other = await aConference();
    const otherToken = await openCode(other.ctx, other.eventId);
    const again = { direction: 'out' as const, who: null };
    for (const [to, text] of [
      [otherToken, remembered],
      [token, `${id}.${'0'.repeat(64)}`],
      [token, ''],
    ] as const) {
      await expect(arrive(ctx, to, '10:00', { ...again, remembered: text })).rejects.toMatchObject({ code: 'invalid' });
    }
    expect((await findCheckInPage(attendeeVisit(ctx), { token: otherToken, remembered })).last).toBeNull();
  });

  test('an event has one code, which works on the days of the event until it is closed', async () => {
    const { ctx, eventId } = await aConference();
    const token = await openCode(ctx, eventId);
    expect(await openCode(ctx, eventId)).toBe(token);
    await expectAudit(testDb.db, 'check_in.opened', `event:${eventId}`);
    const before = { ...ctx, clock: clockAt(() => new Date('2026-11-19T18:00:00Z')) };
    await expect(
      checkIn(attendeeVisit(before), { token, key: crypto.randomUUID(), direction: 'in', who: ANA, remembered: null }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await closeCheckInCode(ctx, eventId);
    await expectAudit(testDb.db, 'check_in.closed', `event:${eventId}`);
    await expect(arrive(ctx, token, '09:00')).rejects.toMatchObject({ code: 'not_found' });
    await expect(findCheckInPage(attendeeVisit(ctx), { token, remembered: null })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await openCode(ctx, eventId)).not.toBe(token);
  });

  test('people who leave while the provider changes the roster do not deadlock with it', async () => {
    const { ctx, eventId } = await aConference();
    const token = await openCode(ctx, eventId);
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, n) => arrive(ctx, token, '09:00', { who: { name: `Person ${n}`, email: null } })),
    );
    const work = Array.from({ length: 8 }, (_, n) => [
      ...people.map((remembered) => arrive(ctx, token, `10:${10 + n}`, { direction: 'out', who: null, remembered })),
      countAndSave(atTime(ctx, '12:30'), eventId),
    ]).flat();
    const outcomes = await Promise.allSettled(work);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});

test('only people who can change the roster open codes, scan, and print badges', async () => {
  const { ctx, eventId } = await aConference();
  await someone(ctx, eventId);
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  const ways = [
    (who: Context) => openCheckInCode(who, eventId),
    (who: Context) => closeCheckInCode(who, eventId),
    (who: Context) => getCheckIn(who, eventId),
    (who: Context) => listBadges(who, eventId),
    (who: Context) => printBadges(who, eventId),
    (who: Context) => send(who, eventId, [scanned('4F7K-92QX', 'in', '09:00')]),
  ];
  for (const [who, code] of [
    [viewer, 'forbidden'],
    [await staffContext(testDb.db), 'forbidden'],
    [await providerContext(testDb.db), 'not_found'],
  ] as [Context, string][]) {
    for (const way of ways) await expect(way(who)).rejects.toMatchObject({ code });
  }
  for (const way of ways) await expect(way(ctx)).resolves.not.toBeNull();
});

test('each person counts as in or out by their latest scan', async () => {
  const { ctx, eventId } = await aConference();
  const codes = await Promise.all(
    ['Ana Redfern', 'Bo Light'].map(async (name) =>
      badgeCodeOf({ eventId, attendeeId: await someone(ctx, eventId, { name }) }),
    ),
  );
  await send(atTime(ctx, '18:00'), eventId, [
    scanned(codes[0]!, 'out', '12:00'),
    scanned(codes[0]!, 'in', '09:00'),
    scanned(codes[1]!, 'in', '09:00'),
  ]);
  expect(await getCheckIn(ctx, eventId)).toMatchObject({ here: 1, gone: 1, code: null });
});
