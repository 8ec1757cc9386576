import { listEventLog } from '@/lib/events/event-log';
import { type EveryEventQuery, everyEventHref, readEveryEventQuery } from '@/lib/events/every-event-query';
import { listEveryEvent } from '@/lib/events/list-every-event';
import { WHOLE_LIST } from '@/lib/events/list-query';
import { reportForProvider } from '@/lib/events/report-certificates';
import type { Context } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const database = testDatabase();

const EVERYTHING: EveryEventQuery = { ...WHOLE_LIST, providerId: null, sort: 'title', order: 'asc' };

const titlesOf = async (ctx: Context, query: Partial<EveryEventQuery>) =>
  (await listEveryEvent(ctx, { ...EVERYTHING, ...query })).events.map(({ title }) => title);

describe('the events of every provider', () => {
  test('are found by words of the event, by number, and by the provider’s name', async () => {
    const staff = await staffContext(database.db);
    const [one, other] = [await providerContext(database.db), await providerContext(database.db)];
    const id = await givenEvent(one, { title: 'Quaternions' });
    await givenEvent(one, { title: 'Octonions' });
    await givenEvent(other, { title: 'Quaternions again' });
    expect(await titlesOf(staff, { text: 'quaternions' })).toEqual(['Quaternions', 'Quaternions again']);
    expect(await titlesOf(staff, { text: `#${id}` })).toEqual(['Quaternions']);
    expect(await titlesOf(staff, { text: one.actor.providerName.toUpperCase() })).toEqual(['Octonions', 'Quaternions']);
    expect(await titlesOf(staff, { text: 'octonions quaternions' })).toEqual([]);
  });

  test('can be those of one provider, with its name', async () => {
    const staff = await staffContext(database.db);
    const { actor, ...ctx } = await providerContext(database.db);
    await givenEvent({ ...ctx, actor }, { title: 'Sedenions' });
    const page = await listEveryEvent(staff, { ...EVERYTHING, providerId: actor.providerId });
    expect(page).toMatchObject({ providerName: actor.providerName, total: 1 });
    expect(page.events).toMatchObject([{ title: 'Sedenions', providerName: actor.providerName }]);
    const none = await listEveryEvent(staff, { ...EVERYTHING, providerId: 987_654_321 });
    expect(none).toMatchObject({ providerName: null, events: [] });
  });

  test.each(['start', 'end', 'title'] as const)('by %s: each is on exactly one page', async (sort) => {
    const staff = await staffContext(database.db);
    const providers = [await providerContext(database.db), await providerContext(database.db)];
    const count = WHOLE_LIST.size + 5;
    for (let n = 0; n < count; n++) {
      await givenEvent(providers[n % 2]!, {
        title: `Numbers ${sort}${n % 3}`,
        startsOn: `2026-04-0${1 + (n % 3)}`,
        endsOn: `2026-06-0${1 + (n % 3)}`,
      });
    }
    const ids: number[] = [];
    let query: EveryEventQuery | null = { ...EVERYTHING, text: `numbers ${sort}`, sort };
    while (query) {
      const page: Awaited<ReturnType<typeof listEveryEvent>> = await listEveryEvent(staff, query);
      ids.push(...page.events.map(({ id }) => id));
      query =
        page.next &&
        readEveryEventQuery(Object.fromEntries(new URL(everyEventHref(page.next), 'http://x').searchParams)).query;
    }
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
    const providerHref = everyEventHref({ ...EVERYTHING, providerId: 7 });
    expect(readEveryEventQuery(Object.fromEntries(new URL(providerHref, 'http://x').searchParams)).query).toEqual({
      ...EVERYTHING,
      providerId: 7,
    });
  });

  test('are not listed for providers, nor for staff who act for one', async () => {
    const provider = await providerContext(database.db);
    await expect(listEveryEvent(provider, EVERYTHING)).rejects.toMatchObject({ code: 'forbidden' });
    const staff = await staffContext(database.db);
    const acting = { ...staff, actor: { ...staff.actor, onBehalfOf: provider.actor } };
    await expect(listEveryEvent(acting, EVERYTHING)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('URLs that make no sense are ignored with a note', () => {
    expect(readEveryEventQuery({ provider: 'x', sort: 'hours' })).toMatchObject({
      query: { providerId: null, sort: 'start', order: 'desc' },
      notes: [expect.stringContaining('provider'), expect.stringContaining('sorted')],
    });
  });
});

describe('a count that staff record for a provider', () => {
  const asked = { onPaper: 12, issuedHere: 0, sawReport: 0, reason: 'The office called.\nThey count 12.' };
  const input = (eventId: number) => ({ ...asked, eventId, requestKey: crypto.randomUUID() });

  test('is in the event’s history with its reason, for the provider to read', async () => {
    const provider = await providerContext(database.db, { today: '2026-05-04' });
    const staff = await staffContext(database.db, { today: '2026-05-04' });
    const eventId = await givenEvent(provider);
    expect(await reportForProvider(staff, input(eventId))).toEqual({ kind: 'recorded' });
    const { event, entries } = await listEventLog(provider, eventId, null);
    expect(event.certificateCount).toBe(12);
    expect(entries[0]).toMatchObject({
      by: staff.actor.name,
      byStaff: true,
      reason: asked.reason,
      differences: [{ field: 'Certificate count', before: '', after: '12' }],
    });
    await expectAudit(database.db, 'event.certificates_reported', `event:${eventId}`, {
      providerId: provider.actor.providerId,
      onBehalfOf: null,
    });
  });

  test('follows the same rules: not before the end, not over another number unseen, and only by staff', async () => {
    const provider = await providerContext(database.db, { today: '2026-05-02' });
    const staff = await staffContext(database.db, { today: '2026-05-02' });
    const eventId = await givenEvent(provider);
    await expect(reportForProvider(staff, input(eventId))).rejects.toMatchObject({ code: 'invalid' });
    const later = onDay(staff, '2026-05-04');
    await reportForProvider(later, input(eventId));
    expect(await reportForProvider(later, { ...input(eventId), onPaper: 13 })).toMatchObject({ kind: 'replaces' });
    await expect(reportForProvider(onDay(provider, '2026-05-04'), input(eventId))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(reportForProvider(later, input(987_654_321))).rejects.toMatchObject({ code: 'not_found' });
  });
});
