import { eventCategoryLinks } from '@/db/schema';
import { exportEvents } from '@/lib/events/export-events';
import { listEvents } from '@/lib/events/list-events';
import { listOwedCounts } from '@/lib/events/list-owed-counts';
import {
  EVENT_SORTS,
  type EventListQuery,
  eventListHref,
  readEventListQuery,
  WHOLE_LIST,
} from '@/lib/events/list-query';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const database = testDatabase();

async function titlesOf(ctx: Context, query: Partial<EventListQuery>): Promise<string[]> {
  const { events } = await listEvents(ctx, { ...WHOLE_LIST, sort: 'title', order: 'asc', ...query });
  return events.map(({ title }) => title);
}

/** Follows the links of a list, as a person would, and returns the ids on each page. */
async function flow(ctx: Context, start: EventListQuery, step: 'next' | 'previous') {
  const pages: number[][] = [];
  let last = start;
  for (let query: EventListQuery | null = start; query; ) {
    last = query;
    const page = await listEvents(ctx, query);
    pages.push(page.events.map(({ id }) => id));
    const link = page[step];
    query = link && readEventListQuery(Object.fromEntries(new URL(eventListHref(link), 'http://x').searchParams)).query;
  }
  return { pages, last };
}

describe('pages', () => {
  const COUNT = 2 * WHOLE_LIST.size + 7;
  let ctx: Context;
  beforeAll(async () => {
    ctx = await providerContext(database.db);
    // Only a few values each, so that most neighbors have the same value in the column that sorts the list.
    for (let n = 0; n < COUNT; n++) {
      await givenEvent(ctx, {
        title: ['Ärger', 'apple', 'Zebra'][n % 3],
        instructor: ['Zoë', 'ana'][n % 2],
        startsOn: `2026-0${1 + (n % 4)}-01`,
        endsOn: `2026-06-0${1 + (n % 3)}`,
        hours: ['1.00', '0.25', '12.50'][n % 3],
        certificateCount: [null, 0, 7][n % 3],
      });
    }
  });

  test.each(EVENT_SORTS.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'by %s %s: each event is on exactly one page, forward and backward',
    async (sort, order) => {
      const start = { ...WHOLE_LIST, sort, order };
      const there = await flow(ctx, start, 'next');
      expect(there.pages.map((page) => page.length)).toEqual([WHOLE_LIST.size, WHOLE_LIST.size, 7]);
      expect(new Set(there.pages.flat()).size).toBe(COUNT);
      const back = await flow(ctx, there.last, 'previous');
      expect(back.pages.toReversed()).toEqual(there.pages);
      const other = await flow(ctx, { ...start, order: order === 'asc' ? 'desc' : 'asc' }, 'next');
      expect(other.pages.flat()).toEqual(there.pages.flat().toReversed());
    },
  );

  test('a search with matches on several pages is paged like the whole list', async () => {
    const { pages } = await flow(ctx, { ...WHOLE_LIST, sort: 'hours', order: 'asc', text: 'fractions' }, 'next');
    expect(new Set(pages.flat()).size).toBe(COUNT);
  });

  test('an event that is removed in between hides no other', async () => {
    const first = await listEvents(ctx, WHOLE_LIST);
    const second = await listEvents(ctx, first.next!);
    // As if the second page had been requested before the events next to it were deleted: the key alone says where it
    // starts.
    expect((await listEvents(ctx, first.next!)).events).toEqual(second.events);
    expect((await listEvents(ctx, second.previous!)).events).toEqual(first.events);
  });

  test('the total is shown when one page has everything', async () => {
    expect((await listEvents(ctx, WHOLE_LIST)).total).toBeNull();
    expect((await listEvents(ctx, { ...WHOLE_LIST, text: 'apple' })).total).toBe(16);
  });
});

describe('search', () => {
  let ctx: Context;
  let numbered: number;
  beforeAll(async () => {
    ctx = await providerContext(database.db);
    numbered = await givenEvent(ctx, { title: 'Reading fluency', instructor: 'Zoë Ñandú', city: 'Helena' });
    await givenEvent(ctx, { title: 'Séliš place names', instructor: 'Aspen O’Decker', description: 'A walk.' });
    await givenEvent(ctx, { title: '100% of_students C:\\course', instructor: 'Mei', description: 'A course.' });
    await givenEvent(ctx, { title: 'A 周美玲 evening', instructor: 'Mei', description: 'A course.' });
  });

  test.each([
    ['reading', ['Reading fluency']],
    ['READING  fluency', ['Reading fluency']],
    ['fluency reading', ['Reading fluency']],
    ['reading course', []],
    ['eadin', ['Reading fluency']],
    ['nandu', ['Reading fluency']],
    ['ÑANDÚ', ['Reading fluency']],
    ['selis', ['Séliš place names']],
    ['odecker', ['Séliš place names']],
    ["O'Decker", ['Séliš place names']],
    ['re', ['Reading fluency']],
    ['ea', []],
    ['z', ['Reading fluency']],
    ['100%', ['100% of_students C:\\course']],
    ['10%', []],
    ['f_s', ['100% of_students C:\\course']],
    ['o_s', []],
    ['c:\\course', ['100% of_students C:\\course']],
    ['美玲', []],
    ['周美', ['A 周美玲 evening']],
    ['周美玲', ['A 周美玲 evening']],
    ["'; drop table events; --", []],
  ])('“%s” finds %j', async (text, titles) => {
    expect(await titlesOf(ctx, { text })).toEqual(titles);
  });

  test('a number finds the event with that number', async () => {
    expect(await titlesOf(ctx, { text: String(numbered) })).toContain('Reading fluency');
    expect(await titlesOf(ctx, { text: `#${numbered}` })).toContain('Reading fluency');
  });

  test('rare and frequent matches in a long list are found in any order', async () => {
    const long = await providerContext(database.db);
    for (let n = 0; n < 400; n++) {
      await givenEvent(long, {
        title: `Session ${String(n).padStart(3, '0')}${n === 3 || n === 397 ? ' quillwork' : ''}`,
        locationKind: n % 2 ? 'in_person' : 'online',
        ...(n % 2 ? {} : { city: null, state: null, zip: null }),
        startsOn: '2026-02-02',
      });
    }
    for (const order of ['asc', 'desc'] as const) {
      const rare = await titlesOf(long, { text: 'quillwork', order });
      expect(rare.toSorted()).toEqual(['Session 003 quillwork', 'Session 397 quillwork']);
      const { pages } = await flow(long, { ...WHOLE_LIST, sort: 'title', order, locationKind: 'online' }, 'next');
      expect(pages.flat()).toHaveLength(200);
      expect(new Set(pages.flat()).size).toBe(200);
    }
  });
});

describe('filters', () => {
  let ctx: Context;
  beforeAll(async () => {
    ctx = await providerContext(database.db, { today: '2026-05-10' });
    await givenEvent(ctx, { title: 'coming', startsOn: '2026-05-11', conference: 'SÉLIŠ Days' });
    await givenEvent(ctx, { title: 'last day', startsOn: '2026-05-01', endsOn: '2026-05-10' });
    await givenEvent(ctx, { title: 'first day', startsOn: '2026-05-10', endsOn: '2026-06-01' });
    await givenEvent(ctx, { title: 'owed', startsOn: '2026-05-09', conference: 'Séliš days' });
    await givenEvent(ctx, { title: 'reported', startsOn: '2026-05-01', certificateCount: 12 });
    await givenEvent(ctx, { title: 'reported none', startsOn: '2026-04-01', certificateCount: 0 });
    const online = { locationKind: 'online' as const, city: null, state: null, zip: null };
    const mathematics = await givenEvent(ctx, {
      title: 'webinar',
      startsOn: '2025-01-15',
      certificateCount: 3,
      ...online,
    });
    await ctx.db.insert(eventCategoryLinks).values({ eventId: mathematics, categoryId: 2 });
  });

  test.each<[string, Partial<EventListQuery>, string[]]>([
    ['upcoming', { state: 'upcoming' }, ['coming']],
    ['under way, on its first and its last day', { state: 'running' }, ['first day', 'last day']],
    ['owing a count', { state: 'count-due' }, ['owed']],
    ['reported, also with none', { state: 'reported' }, ['reported', 'reported none', 'webinar']],
    ['of a category', { categoryId: 2 }, ['webinar']],
    ['of conferences by part of their name, without accents', { conference: 'selis' }, ['coming', 'owed']],
    ['of conferences by words in any order', { conference: 'days SÉLIŠ' }, ['coming', 'owed']],
    ['of a conference by its name and dates', { conference: 'SÉLIŠ Days (May 11, 2026)' }, ['coming', 'owed']],
    ['of a conference in another month', { conference: 'selis june' }, []],
    ['of a conference that there is not', { conference: 'selis nights' }, []],
    ['online', { locationKind: 'online' }, ['webinar']],
    ['touching these days', { from: '2026-05-10', to: '2026-05-10' }, ['first day', 'last day']],
    ['until a day', { to: '2025-12-31' }, ['webinar']],
    [
      'several at once',
      { state: 'reported', from: '2026-04-01', locationKind: 'in_person' },
      ['reported', 'reported none'],
    ],
    ['and none of a category that does not exist', { categoryId: 999_999_999 }, []],
  ])('events %s', async (_name, filter, titles) => {
    for (const sort of EVENT_SORTS) {
      for (const order of ['asc', 'desc'] as const) {
        expect((await titlesOf(ctx, { ...filter, sort, order })).toSorted()).toEqual(titles);
      }
    }
  });

  test.each([
    'educators',
    "educators'",
    'EDUCATORS’',
    'educators‘ conf',
    'educators´',
    'educators` sky',
    'sky educators′',
  ])('a conference is found by “%s”, whatever the keyboard has for an apostrophe', async (conference) => {
    const other = await providerContext(database.db);
    await givenEvent(other, { title: 'joined', conference: 'Big Sky Educators’ Conference' });
    await givenEvent(other, { title: 'of another', conference: 'Reading days' });
    const { events, conferenceId } = await listEvents(other, { ...WHOLE_LIST, conference });
    expect(events.map(({ title }) => title)).toEqual(['joined']);
    expect(conferenceId).toBe(events[0]!.conference!.id);
  });

  test('an event owes its count when its last day is over in Montana, not in UTC', async () => {
    const at = (moment: string) => ({ ...ctx, clock: { now: () => new Date(moment), today: () => dayAt(moment) } });
    expect(await titlesOf(at('2026-05-11T05:59:59Z'), { state: 'count-due' })).toEqual(['owed']);
    expect(await titlesOf(at('2026-05-11T06:00:00Z'), { state: 'count-due' })).toEqual(['last day', 'owed']);
  });

  function dayAt(moment: string): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Denver' }).format(new Date(moment));
  }
});

describe('an event that still owes a count', () => {
  test('is listed oldest first, with how long it is overdue, and counted', async () => {
    const ctx = await providerContext(database.db, { today: '2026-05-10' });
    for (let n = 1; n <= 7; n++) await givenEvent(ctx, { title: `owed ${n}`, startsOn: `2026-05-0${n}` });
    await givenEvent(ctx, { title: 'not over', startsOn: '2026-05-10' });
    await givenEvent(ctx, { title: 'done', startsOn: '2026-05-01', certificateCount: 0 });
    const owed = await listOwedCounts(ctx);
    expect(owed).toMatchObject({ count: 7, orMore: false });
    expect(owed.events.map(({ title, daysOverdue }) => [title, daysOverdue])).toEqual([
      ['owed 1', 9],
      ['owed 2', 8],
      ['owed 3', 7],
      ['owed 4', 6],
      ['owed 5', 5],
    ]);
  });

  test('does not exist for a provider without events', async () => {
    expect(await listOwedCounts(await providerContext(database.db))).toEqual({ events: [], count: 0, orMore: false });
  });
});

describe('another provider', () => {
  test('sees nothing of it: not in the list, the search, the counts or the file', async () => {
    const owner = await providerContext(database.db);
    const other = onDay(await providerContext(database.db), '2026-12-01');
    const id = await givenEvent(owner, { title: 'Confidential quillwork' });
    expect((await listEvents(other, WHOLE_LIST)).events).toEqual([]);
    expect(await titlesOf(other, { text: 'quillwork' })).toEqual([]);
    expect(await titlesOf(other, { text: String(id) })).toEqual([]);
    expect(await titlesOf(other, { position: { side: 'after', key: 'a', id: 1 } })).toEqual([]);
    expect((await listOwedCounts(other)).count).toBe(0);
    expect(await fileOf(other, WHOLE_LIST)).not.toContain('quillwork');
    expect((await listEvents(other, WHOLE_LIST)).firstUse).toBe(true);
  });

  test('is visible to staff, who see every provider', async () => {
    const owner = await providerContext(database.db);
    await givenEvent(owner, { title: 'Seldom seen syllabics' });
    expect(await titlesOf(await staffContext(database.db), { text: 'syllabics' })).toEqual(['Seldom seen syllabics']);
  });
});

async function fileOf(ctx: Context, query: EventListQuery): Promise<string> {
  let file = '';
  for await (const part of exportEvents(ctx, query)) file += part;
  return file;
}

describe('the CSV file', () => {
  test('contains every event that the filter finds, in the order of the list, and no formula', async () => {
    const ctx = await providerContext(database.db, { today: '2026-05-10' });
    for (let n = 0; n < WHOLE_LIST.size + 20; n++)
      await givenEvent(ctx, { title: `Course ${n}`, startsOn: '2026-01-01' });
    const id = await givenEvent(ctx, { title: '=HYPERLINK("x")', startsOn: '2026-01-02', certificateCount: 0 });
    await ctx.db.insert(eventCategoryLinks).values([2, 3].map((categoryId) => ({ eventId: id, categoryId })));
    await givenEvent(ctx, { title: 'Something else', description: 'x', startsOn: '2026-01-01' });
    const file = await fileOf(ctx, { ...WHOLE_LIST, text: 'fractions' });
    const records = file.trimEnd().split('\r\n');
    expect(records).toHaveLength(1 + WHOLE_LIST.size + 20 + 1);
    expect(records[1]).toBe(
      `${id},"'=HYPERLINK(""x"")",Zoë Ñandú,How to teach fractions.,Mathematics; Science,2026-01-02,2026-01-02,In person,Helena,MT,59601,6.25,6.25,Reported,0,0,0,0,,,,,,,`,
    );
    expect(file).not.toContain('Something else');
  });

  test('of nothing contains the headings', async () => {
    const file = await fileOf(await providerContext(database.db), WHOLE_LIST);
    expect(file).toMatch(/^\ufeffEvent number,Title,.*\r\n$/);
  });
});
