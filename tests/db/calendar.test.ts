import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { calendarStatement, listEventsForFeed } from '@/db/queries/calendar';
import { calendarFeeds, events, memberships, providers, users } from '@/db/schema';
import { calendarOfConferenceLink } from '@/lib/calendar/linked-conference';
import { findFeed, makeFeed, turnOffFeed } from '@/lib/calendar/own-feed';
import { MAX_READS, MAX_WRONG_ADDRESSES, readFeed } from '@/lib/calendar/read-feed';
import { viewMonth } from '@/lib/calendar/view-month';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { cancelEvent, cancelEventForm } from '@/lib/requests/cancel-event';
import { expectAudit } from '../support/audit';
import { givenConferenceLink, givenSession, revokeGivenLink } from '../support/conferences';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit } from '../support/share-links';

const testDb = testDatabase();
const later = <C extends Context>(ctx: C): C => ({ ...ctx, clock: clockAt(() => new Date('2026-05-01T18:00:01Z')) });
const tokenOf = ({ address }: { address: string }) => /\/calendar\/([\w-]+)\.ics$/.exec(address)![1]!;
const refused = { code: 'not_found' };

async function givenFeed(ctx: Context) {
  const token = tokenOf(await makeFeed(ctx, { forProvider: forProviderOf(ctx) }));
  return { token, read: () => readFeed(later(ctx), token) };
}

describe('the calendar', () => {
  test('a month has the events that begin or end in it, and counts that are due, of this provider only', async () => {
    const ctx = await providerContext(testDb.db);
    const stranger = await providerContext(testDb.db);
    await givenEvent(stranger, { title: 'Theirs' });
    await givenEvent(ctx, { title: 'Over the end', startsOn: '2026-05-30', endsOn: '2026-06-02' });
    await givenEvent(ctx, { title: 'Last of April', startsOn: '2026-04-30' });
    await givenEvent(ctx, { title: 'In July', startsOn: '2026-07-01' });
    const { days, more } = await viewMonth(ctx, '2026-05');
    expect(
      [...days].map(([day, entries]) => [day, ...entries.map(({ kind, event }) => `${kind}: ${event.title}`)]),
    ).toEqual([
      ['2026-05-01', 'count-due: Last of April'],
      ['2026-05-30', 'day: Over the end'],
      ['2026-05-31', 'day: Over the end'],
    ]);
    expect(more).toBe(false);
    expect([...(await viewMonth(ctx, '2026-06')).days.keys()]).toEqual(['2026-06-01', '2026-06-02', '2026-06-03']);
  });

  test('the events of a day with times are in the order of their times, after those without', async () => {
    const ctx = await providerContext(testDb.db);
    await givenEvent(ctx, { title: 'Robotics', startsAt: '13:00', endsAt: '14:15', certificateCount: 0 });
    await givenEvent(ctx, { title: 'Algebra', startsAt: '09:30', endsAt: '10:45', certificateCount: 0 });
    await givenEvent(ctx, { title: 'All day', certificateCount: 0 });
    const entries = (await viewMonth(ctx, '2026-05')).days.get('2026-05-03')!;
    expect(entries.map(({ event, startsAt }) => [event.title, startsAt])).toEqual([
      ['All day', null],
      ['Algebra', '09:30:00'],
      ['Robotics', '13:00:00'],
    ]);
  });

  test('canceled events are not in it', async () => {
    const ctx = await providerContext(testDb.db);
    const eventId = await givenEvent(ctx);
    await cancelAsStaff(eventId);
    expect((await viewMonth(ctx, '2026-05')).days.size).toBe(0);
  });

  test('a month is read from two indexes', async () => {
    const ctx = await providerContext(testDb.db);
    await testDb.db.execute(sql`
      insert into events (provider_id, title, instructor, description, starts_on, ends_on, location_kind, hours, search_text,
        attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key)
      select ${ctx.actor.providerId}, 'E' || n, 'I', 'D', date '2000-01-01' + n, date '2000-01-01' + n, 'online', 1, 'e',
        ${ctx.actor.userId}, now(), ${ctx.actor.userId}, now(), ${ctx.actor.userId}, now(), gen_random_uuid()
      from generate_series(1, 9000) n`);
    await testDb.owner.execute(sql`analyze events`);
    const statement = calendarStatement(
      { providerId: ctx.actor.providerId },
      { first: '2010-05-01', last: '2010-05-31', limit: 401 },
    );
    const plan = await testDb.db.execute<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('events_by_start');
    expect(text).toContain('events_by_end');
    expect(text).not.toContain('Seq Scan');
  });
});

describe('a calendar feed', () => {
  test('has the provider’s events and days on which counts are due, and its address is stored nowhere', async () => {
    const ctx = await providerContext(testDb.db);
    const eventId = await givenEvent(ctx, { title: 'Fractions, part 1' });
    await givenEvent(await providerContext(testDb.db), { title: 'Theirs' });
    const { token, read } = await givenFeed(ctx);
    const { text } = await read();
    expect(text).toContain('SUMMARY:Fractions\\, part 1\r\n');
    expect(text).toContain(`UID:event-${eventId}@`);
    expect(text).toContain('SUMMARY:Count due: Fractions\\, part 1\r\n');
    expect(text).not.toContain('Theirs');
    const rows = await testDb.db.select().from(calendarFeeds).where(eq(calendarFeeds.userId, ctx.actor.userId));
    expect(JSON.stringify(rows)).not.toContain(token);
    await expectAudit(testDb.db, 'calendar_feed.made', `user:${ctx.actor.userId}`);
    expect(await findFeed(later(ctx))).toMatchObject({ lastReadAt: new Date('2026-05-01T18:00:01Z') });
  });

  test('has the moments and the room of an event with times, and the day on which its count is due', async () => {
    const ctx = await providerContext(testDb.db);
    await givenEvent(ctx, { startsAt: '13:00', endsAt: '14:15', room: 'Ballroom B' });
    const { text } = await (await givenFeed(ctx)).read();
    expect(text.match(/^(DT(START|END)|LOCATION).*(?=\r)/gm)).toEqual([
      'DTSTART:20260503T190000Z',
      'DTEND:20260503T201500Z',
      'LOCATION:Ballroom B\\, Helena\\, MT',
      'DTSTART;VALUE=DATE:20260504',
      'DTEND;VALUE=DATE:20260505',
      'LOCATION:Helena\\, MT',
    ]);
  });

  test('has the same tag until something changes', async () => {
    const ctx = await providerContext(testDb.db);
    const eventId = await givenEvent(ctx);
    const { read } = await givenFeed(ctx);
    const { etag } = await read();
    expect((await read()).etag).toBe(etag);
    await testDb.db.update(events).set({ title: 'Fractions again' }).where(eq(events.id, eventId));
    expect((await read()).etag).not.toBe(etag);
  });

  test('says that an event was canceled, as a later revision', async () => {
    const ctx = await providerContext(testDb.db);
    const eventId = await givenEvent(ctx);
    const { read } = await givenFeed(ctx);
    expect((await read()).text).toMatch(/SEQUENCE:0\r\n[\s\S]*STATUS:CONFIRMED/);
    await cancelAsStaff(eventId);
    const { text } = await read();
    expect(text).toMatch(/SEQUENCE:1\r\n[\s\S]*STATUS:CANCELLED/);
    expect(text).not.toContain('Count due');
  });

  test('ends when its person turns it off or makes another', async () => {
    const ctx = await providerContext(testDb.db);
    const first = await givenFeed(ctx);
    const second = await givenFeed(ctx);
    await expect(first.read()).rejects.toMatchObject(refused);
    await second.read();
    await turnOffFeed(ctx, { forProvider: forProviderOf(ctx) });
    await expect(second.read()).rejects.toMatchObject(refused);
    expect(await findFeed(ctx)).toBeNull();
    await expectAudit(testDb.db, 'calendar_feed.turned_off', `user:${ctx.actor.userId}`);
  });

  test.each([
    ['is disabled', (ctx: Context) => setUser(ctx, { disabledAt: new Date('2026-05-02T00:00:00Z') })],
    ['changes the password', (ctx: Context) => setUser(ctx, { passwordChangedAt: new Date('2026-05-02T00:00:00Z') })],
    [
      'no longer works for the provider',
      (ctx: Context) => testDb.db.delete(memberships).where(eq(memberships.userId, ctx.actor.userId!)),
    ],
  ])('ends when its person %s', async (_what, change) => {
    const ctx = await providerContext(testDb.db);
    const { read } = await givenFeed(ctx);
    await read();
    await change(ctx);
    await expect(read()).rejects.toMatchObject(refused);
    expect(await findFeed(ctx)).toBeNull();
  });

  test('ends when the provider closes', async () => {
    const ctx = await providerContext(testDb.db);
    const { read } = await givenFeed(ctx);
    await testDb.db.update(providers).set({ standing: 'closed' }).where(eq(providers.id, ctx.actor.providerId));
    await expect(read()).rejects.toMatchObject(refused);
  });

  test('works again with a new address after the password was changed', async () => {
    const ctx = await providerContext(testDb.db);
    await setUser(ctx, { passwordChangedAt: new Date('2026-04-01T00:00:00Z') });
    await (await givenFeed(ctx)).read();
  });

  test('staff have none, acting for a provider or not', async () => {
    const staff = await staffContext(testDb.db);
    const { actor } = await providerContext(testDb.db);
    const onBehalfOf = { providerId: actor.providerId, providerName: actor.providerName, standing: actor.standing };
    await expect(makeFeed(staff, { forProvider: actor.providerId })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      makeFeed({ ...staff, actor: { ...staff.actor, onBehalfOf } }, { forProvider: actor.providerId }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('has the last year and what comes', async () => {
    const ctx = await providerContext(testDb.db);
    await givenEvent(ctx, { title: 'Long ago', startsOn: '2025-04-30' });
    await givenEvent(ctx, { title: 'A year ago', startsOn: '2025-05-01' });
    const { text } = await (await givenFeed(ctx)).read();
    expect(text).toContain('A year ago');
    expect(text).not.toContain('Long ago');
  });

  test('has what comes before what is over, when there is too much', async () => {
    const ctx = await providerContext(testDb.db);
    for (const startsOn of ['2026-03-01', '2026-04-01', '2026-06-01', '2026-07-01']) {
      await givenEvent(ctx, { title: startsOn, startsOn });
    }
    const within = { from: '2025-05-01', today: '2026-05-01' };
    const titles = async (limit: number) =>
      (await listEventsForFeed(testDb.db, { providerId: ctx.actor.providerId }, { ...within, limit })).map(
        ({ title }) => title,
      );
    expect(await titles(3)).toEqual(['2026-04-01', '2026-06-01', '2026-07-01']);
    expect(await titles(2)).toEqual(['2026-06-01', '2026-07-01']);
    expect(await titles(1)).toEqual(['2026-06-01']);
  });

  test('is not read more often than programs do, and other addresses are not tried forever', async () => {
    const ctx = await providerContext(testDb.db);
    const { read } = await givenFeed(ctx);
    for (let reads = 0; reads < MAX_READS; reads += 1) await read();
    await expect(read()).rejects.toMatchObject({ code: 'too_many' });
    const stranger = { ...onDay(ctx, '2026-05-09'), address: '203.0.113.9' };
    for (let tries = 0; tries < MAX_WRONG_ADDRESSES; tries += 1) {
      await expect(readFeed(stranger, 'x'.repeat(43))).rejects.toMatchObject(refused);
    }
    await expect(readFeed(stranger, 'x'.repeat(43))).rejects.toMatchObject({ code: 'too_many' });
  });
});

async function setUser({ actor }: Context, values: Partial<typeof users.$inferInsert>) {
  await testDb.db.update(users).set(values).where(eq(users.id, actor.userId!));
}

async function cancelAsStaff(eventId: number) {
  const staff = await staffContext(testDb.db);
  const { saw } = await cancelEventForm(staff, eventId);
  expect(await cancelEvent(staff, { eventId, reason: 'No room.', saw })).toEqual({ kind: 'canceled' });
}

test('a conference link has all sessions that take place as one calendar; a revoked link answers like an unknown one', async () => {
  const ctx = await providerContext(testDb.db);
  const id = await givenConference(ctx, 'Big Sky days');
  const other = await givenConference(ctx, 'Another');
  const { token, linkId } = await givenConferenceLink(ctx, id);
  const visit = attendeeVisit(ctx);
  const file = () => calendarOfConferenceLink(visit, token);
  const refusal = async (asked: string) => calendarOfConferenceLink(visit, asked).catch((error: unknown) => error);
  // Before it has sessions, there is nothing to save.
  const unknown = await refusal('a'.repeat(43));
  expect(unknown).toMatchObject(refused);
  expect(await refusal(token)).toEqual(unknown);
  const first = await givenSession(ctx, id, { title: 'Fractions', room: 'Yellowstone' });
  await givenSession(ctx, id, { title: 'Stories', startsAt: '11:00', endsAt: '12:30' });
  await givenSession(ctx, id, { title: 'Canceled', canceledAt: ctx.clock.now() });
  await givenSession(ctx, other, { title: 'Elsewhere' });
  const { text } = await file();
  expect(text.match(/SUMMARY:.*(?=\r)/g)).toEqual(['SUMMARY:Fractions', 'SUMMARY:Stories']);
  expect(text).toContain('X-WR-CALNAME:Big Sky days');
  expect(text).toContain(`UID:event-${first}@`);
  expect(text).toContain('DTSTART:20260503T150000Z');
  expect(text.replaceAll('\r\n ', '')).toContain(`/conference/${token}`);
  expect((await file()).etag).toBe((await file()).etag);
  await revokeGivenLink(ctx, linkId);
  expect(await refusal(token)).toEqual(unknown);
});
