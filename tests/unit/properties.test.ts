import fc from 'fast-check';
import { ROSTER_SHOWS, readRosterQuery, rosterHref } from '@/lib/attendees/roster-query';
import { readUnits, whyUnitsTooMany } from '@/lib/attendees/units';
import { CERTIFICATE_STATES, certificateListHref, certificateListSchema } from '@/lib/certificates/list/list-query';
import { MAX_HOURS, minutesOf, quartersOf, readHours, whyHoursTooMany } from '@/lib/events/hours';
import {
  EVENT_SORTS,
  type EventListQuery,
  type EventSort,
  eventListHref,
  LIST_SIZES,
  LIST_STATES,
  readEventListQuery,
  usualOrder,
} from '@/lib/events/list-query';
import { unitsOf } from '@/lib/events/rules';

const MOST = quartersOf(MAX_HOURS);

/** Any number of hours that an event can have, in quarters. */
const quarters = fc.integer({ min: 1, max: MOST });

/** Formats quarters the way people write hours: `6`, `6.25`, `6.5`. */
const written = (count: number) => String(count / 4);

/** Formats quarters the way the database returns hours: `6.00`. */
const stored = (count: number) => (count / 4).toFixed(2);

describe('hours and units', () => {
  test('every amount in quarter hours is read exactly, with or without zeros around it', () => {
    fc.assert(
      fc.property(quarters, fc.nat(4), fc.nat(4), (count, before, after) => {
        const [whole, fraction = ''] = written(count).split('.');
        const padded = `${'0'.repeat(before)}${whole}.${fraction}${'0'.repeat(after)}`;
        for (const typed of [written(count), stored(count), padded, ` ${written(count)} `]) {
          expect(readHours(typed)).toEqual({ hours: written(count) });
        }
        expect(quartersOf(written(count))).toBe(count);
        expect(quartersOf(stored(count))).toBe(count);
        expect(minutesOf(stored(count))).toBe(count * 15);
      }),
    );
  });

  test('any typed text is read as an amount that an event can have, or refused with a sentence', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{0,5}[.,]?[0-9]{0,5}$/), fc.double().map(String));
    fc.assert(
      fc.property(typed, (text) => {
        const read = readHours(text);
        if ('why' in read) return expect(read.why).toMatch(/^[A-Z].*\.$/);
        expect(read.hours).toMatch(/^(0|[1-9]\d{0,2})(\.(25|5|75))?$/);
        expect(Number(read.hours)).toBe(Number(text));
        const count = quartersOf(read.hours);
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(MOST);
        expect(written(count)).toBe(read.hours);
      }),
      { numRuns: 1000 },
    );
  });

  test('an hour is a unit: units match the hours, and are read with a comma, too', () => {
    fc.assert(
      fc.property(quarters, (count) => {
        expect(unitsOf(stored(count))).toBe(written(count));
        expect(readUnits(unitsOf(stored(count)))).toMatchObject({ units: written(count) });
        expect(readUnits(written(count).replace('.', ','))).toMatchObject({ units: written(count) });
      }),
    );
  });

  test('nobody earns more than the event offers, and no event is longer than its days', () => {
    fc.assert(
      fc.property(quarters, quarters, fc.integer({ min: 1, max: 60 }), (units, hours, days) => {
        expect(whyUnitsTooMany(written(units), { hours: stored(hours) }) === null).toBe(units <= hours);
        expect(whyHoursTooMany(written(hours), days) === null).toBe(hours <= days * 96);
      }),
    );
  });
});

const day = fc
  .date({ min: new Date('1900-01-02'), max: new Date('2199-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const text = fc.string({ unit: 'grapheme', maxLength: 300 });

const KEYS: Record<EventSort, fc.Arbitrary<string>> = {
  start: day,
  end: day,
  title: text.filter((key) => key.isWellFormed() && !key.includes('\0')),
  instructor: text.filter((key) => key.isWellFormed() && !key.includes('\0')),
  hours: quarters.map(stored),
  certificates: fc.integer({ min: -1, max: 100_000 }).map(String),
};

const eventQuery: fc.Arbitrary<EventListQuery> = fc
  .record({ sort: fc.constantFrom(...EVENT_SORTS), usual: fc.boolean() })
  .chain(({ sort, usual }) =>
    fc.record({
      // A search as a list has it after reading what the person typed.
      text: text.map((typed) => readEventListQuery({ q: typed }).query.text),
      state: fc.option(fc.constantFrom(...LIST_STATES)),
      categoryId: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
      from: fc.option(day),
      to: fc.option(day),
      locationKind: fc.option(fc.constantFrom('online' as const, 'in_person' as const)),
      conference: text.map((typed) => readEventListQuery({ conference: typed }).query.conference),
      sort: fc.constant(sort),
      order: fc.constant((usualOrder(sort) === 'asc') === usual ? ('asc' as const) : ('desc' as const)),
      size: fc.constantFrom(...LIST_SIZES),
      position: fc.option(
        fc.record({ side: fc.constantFrom('after' as const, 'before' as const), key: KEYS[sort], id }),
      ),
    }),
  );

/** Returns the query that a browser sends for an address. */
const sent = (href: string) => Object.fromEntries(new URL(href, 'http://localhost').searchParams);

describe('the address of a list', () => {
  test('of events leads back to the same list: search, filters, order, and place', () => {
    fc.assert(
      fc.property(eventQuery, (query) => {
        expect(readEventListQuery(sent(eventListHref(query))).query).toEqual(query);
      }),
      { numRuns: 500 },
    );
  });

  test('of a roster leads back to the same list', () => {
    const query = fc.record({
      text: text.map((typed) => readRosterQuery({ q: typed }).text),
      show: fc.option(fc.constantFrom(...ROSTER_SHOWS)),
      position: fc.option(
        fc.record({
          side: fc.constantFrom('after' as const, 'before' as const),
          id: fc.integer({ min: 1, max: 999_999_999_999_999 }),
        }),
      ),
    });
    fc.assert(fc.property(query, (each) => expect(readRosterQuery(sent(rosterHref(1, each)))).toEqual(each)));
  });

  test('of certificates leads back to the same list', () => {
    const place = fc.option(fc.integer({ min: 1, max: 999_999_999_999_999 }));
    const query = fc.record({
      q: fc
        .string({ unit: 'grapheme', maxLength: 100 })
        .filter((q) => q.length <= 100 && q.isWellFormed() && !q.includes('\0')),
      state: fc.option(fc.constantFrom(...CERTIFICATE_STATES)),
      after: place,
      before: place,
    });
    const read = (params: Record<string, string>) => certificateListSchema.parse({ q: '', state: null, ...params });
    fc.assert(fc.property(query, (each) => expect(read(sent(certificateListHref(1, each)))).toEqual(each)));
  });

  test('that somebody made up is read without an error, and never asks for anything that a list does not have', () => {
    const names = [
      'q',
      'state',
      'category',
      'from',
      'to',
      'location',
      'conference',
      'sort',
      'order',
      'after',
      'before',
    ];
    const value = fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.base64String(), day, fc.nat().map(String));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (params) => {
        const { query } = readEventListQuery(params);
        expect(EVENT_SORTS).toContain(query.sort);
        expect(readEventListQuery(sent(eventListHref(query))).query).toEqual(query);
      }),
      { numRuns: 500 },
    );
  });
});
