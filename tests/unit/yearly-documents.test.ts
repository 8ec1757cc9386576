import { dueWords } from '@/lib/notices/due-words';
import { SETTINGS } from '@/lib/settings/definitions';
import { parseDocument, whyNoSuchYear, whyNotReceivedOn } from '@/lib/yearly-documents/rules';

const today = '2026-11-30';

test.each([
  ['agreement', 2027, null],
  ['agreement', 2028, 'not begun'],
  ['report', 2026, null],
  ['report', 2027, 'not begun'],
  ['report', 1999, 'too long ago'],
] as const)('the %s of %i: %s', (kind, year, why) => {
  const given = whyNoSuchYear(kind, year, today);
  if (why === null) expect(given).toBeNull();
  else expect(given).toContain(why);
});

test.each([
  ['agreement', '2026-11-30', null],
  ['agreement', '2026-12-01', 'Enter today or an earlier day.'],
  ['agreement', '2025-07-01', null],
  ['agreement', '2025-06-30', 'Enter July 1, 2025 or a later day.'],
  ['report', '2026-07-01', null],
  ['report', '2026-06-30', 'Enter July 1, 2026 or a later day.'],
] as const)('the %s of 2026–27 received on %s: %s', (kind, day, why) => {
  const given = whyNotReceivedOn(kind, 2026, { day, today });
  if (why === null) expect(given).toBeNull();
  else expect(given).toContain(why);
});

test.each([
  ['agreement', '1999'],
  ['agreement', '2200'],
  ['agreement', '02026'],
  ['constructor', '2026'],
])('the address %s/%s leads nowhere', (kind, year) => {
  expect(() => parseDocument(kind, year)).toThrow('There is no such document.');
  expect(parseDocument('report', '2026')).toEqual({ kind: 'report', year: 2026 });
});

test.each([
  ['2026-12-01', 'Due on December 1, 2026, in 1 day.'],
  ['2026-11-30', 'Due today, November 30, 2026.'],
  ['2026-11-16', 'Was due on November 16, 2026, 14 days ago.'],
])('due on %s, it says: %s', (dueOn, words) => {
  expect(dueWords(dueOn, today)).toBe(words);
});

test.each([
  ['9/30', '9/30'],
  [' 09/01 ', '9/1'],
])('the due day “%s” is saved as “%s”', (typed, saved) => {
  expect(SETTINGS.yearly.fields.reportDue.schema.parse(typed)).toBe(saved);
});

test.each(['2/29', '9/31', '13/1', '0/1', '9-30', 'September 30', '', '9/30/2026'])(
  'the due day “%s” is refused',
  (typed) => {
    expect(SETTINGS.yearly.fields.agreementDue.schema.safeParse(typed).success).toBe(false);
  },
);
