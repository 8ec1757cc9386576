import fc from 'fast-check';
import { z } from 'zod';
import { filterReader, listHref, typedText } from '@/lib/platform/lists/address';
import { cursor, DAY, ID, MOMENT, TEXT, textLike } from '@/lib/platform/lists/cursor';
import { filterDay, ifValid, recordId, searchText, searchWords } from '@/lib/platform/lists/filters';
import { onePage, turnTo } from '@/lib/platform/lists/pages';

describe('the position of a row in a list', () => {
  const byTitle = cursor({ sort: textLike('title'), key: TEXT, id: ID });

  test('is written as what the list is sorted by', () => {
    expect(cursor({ dueOn: DAY, id: ID }).write({ dueOn: '2026-05-03', id: 1042 })).toBe('2026-05-03_1042');
    expect(cursor({ at: MOMENT, id: ID }).write({ at: new Date(17), id: 3 })).toBe('17_3');
    expect(byTitle.write({ sort: 'title', key: 'Reading_aloud', id: 7 })).toBe('title_Reading_aloud_7');
  });

  test('is read back, whatever the text in it', () => {
    const key = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .filter((text) => text.isWellFormed() && !text.includes('\0'));
    const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(key, id, (text, number) => {
        const row = { sort: 'title', key: text, id: number };
        expect(byTitle.read(byTitle.write(row))).toEqual(row);
      }),
    );
  });

  test.each([
    '',
    'x',
    '2026-02-30_1',
    '2026-05-03_0',
    '2026-05-03_',
    '2026-05-03_1_2',
    '2026-05-03_9999999999999999',
    ' 2026-05-03_1',
    '2026-05-03_1\n',
  ])('%j is none', (text) => {
    const byDay = cursor({ dueOn: DAY, id: ID });
    expect(byDay.read(text)).toBeNull();
    expect(byDay.schema.parse(text)).toBeNull();
  });

  test('of a list in another order is none', () => {
    expect(byTitle.read('start_2026-05-03_7')).toBeNull();
  });

  test('that is given twice or not at all is none', () => {
    const { schema } = cursor({ id: ID });
    expect([schema.parse(['1', '2']), schema.parse(undefined), schema.parse('12')]).toEqual([null, null, { id: 12 }]);
  });
});

describe('the address of a list', () => {
  const schema = { from: filterDay, number: recordId, kind: z.enum(['a', 'b']) };
  const complaints = { from: 'No such day.', number: 'No such number.', kind: 'No such kind.' };

  test('leaves out what is not set', () => {
    expect(listHref('/events', { q: 'a & b', state: null, page: undefined, text: '', id: 0 })).toBe(
      '/events?q=a+%26+b&id=0',
    );
    expect(listHref('/events', { q: '', state: null })).toBe('/events');
  });

  test('is read filter by filter, with a complaint about each one that makes no sense', () => {
    const notes: string[] = [];
    const read = filterReader({ from: ' 2026-05-03 ', number: 'x', kind: ['b', 'a'] }, schema, complaints, notes);
    expect([read('from'), read('number'), read('kind')]).toEqual(['2026-05-03', null, 'b']);
    expect(notes).toEqual(['No such number.']);
  });

  test('is read without a word where nobody reads it', () => {
    const notes: string[] = [];
    expect(filterReader({ from: 'yesterday' }, schema, null, notes)('from')).toBeNull();
    expect(notes).toEqual([]);
  });

  test('has the search as it was typed, in one line and not too long', () => {
    expect(typedText({ q: ' a\n b\u0000 ' }, 'q', 100)).toEqual({ text: 'a b', isCut: false });
    expect(typedText({ q: '🎓🎓🎓' }, 'q', 2)).toEqual({ text: '🎓🎓', isCut: true });
  });

  test('that somebody made up has values that make sense', () => {
    const list = z.object({ q: searchText, after: ifValid(recordId) });
    expect(list.parse({})).toEqual({ q: '', after: null });
    expect(list.parse({ q: ['a', 'b'], after: '0' })).toEqual({ q: '', after: null });
    expect(list.parse({ q: 'a\ud800', after: '12' })).toEqual({ q: '', after: 12 });
  });

  test('searches for a few words, without case and accents', () => {
    expect(searchWords(' Séliš  SCHOOL ')).toEqual(['selis', 'school']);
    expect(searchWords('a b c d e f g h')).toHaveLength(6);
  });
});

describe('the pages of a list', () => {
  type Query = { position: { side: 'after' | 'before'; id: number } | null };

  /** Pages of two through these numbers. */
  const turn = (numbers: readonly number[], position: Query['position']) =>
    turnTo<{ id: number }, Query, number>(
      { position },
      {
        size: 2,
        keyOf: (id) => ({ id }),
        read: async (from, limit) => {
          if (from?.side === 'before')
            return numbers
              .filter((id) => id < from.id)
              .toReversed()
              .slice(0, limit);
          return numbers.filter((id) => id > (from?.id ?? 0)).slice(0, limit);
        },
      },
    );

  test('lead forward to each row once, and back the same way', async () => {
    const seen: number[][] = [];
    let position: Query['position'] = null;
    for (;;) {
      const { rows, next } = await turn([1, 2, 3, 4, 5], position);
      seen.push(rows);
      if (!next) break;
      position = next.position;
    }
    expect(seen).toEqual([[1, 2], [3, 4], [5]]);
    const back = await turn([1, 2, 3, 4, 5], { side: 'before', id: 5 });
    expect(back).toMatchObject({ rows: [3, 4], next: { position: { side: 'after', id: 4 } } });
    expect(back.previous).toEqual({ position: { side: 'before', id: 3 } });
  });

  test('start with a whole page, also for people who come back to it', async () => {
    expect(await turn([1, 2, 3], { side: 'before', id: 2 })).toEqual({
      rows: [1, 2],
      next: { position: { side: 'after', id: 2 } },
      previous: null,
      total: null,
    });
  });

  test('say how many rows there are when they fit on one page', async () => {
    expect(await turn([1, 2], null)).toEqual({ rows: [1, 2], next: null, previous: null, total: 2 });
  });

  test('lead back to the beginning from beyond the end', async () => {
    expect(await turn([1, 2], { side: 'after', id: 9 })).toMatchObject({ rows: [], previous: { position: null } });
  });

  test('have a next one only when one more row was read', () => {
    expect(onePage([1, 2, 3], 2, (id) => id)).toEqual({ shown: [1, 2], next: 2 });
    expect(onePage([1, 2], 2, (id) => id)).toEqual({ shown: [1, 2], next: null });
    expect(onePage([], 2, (id) => id)).toEqual({ shown: [], next: null });
  });
});
