import { kindOf, NOTICE_KINDS } from '@/lib/notices/kinds';
import { choiceOf, choicesOf, isSentOn, isWeeklyDay, stepsOf, waitsFrom } from '@/lib/notices/rules';
import { emailHtml } from '@/lib/platform/mail/email-html';
import { defaultOf, SETTINGS } from '@/lib/settings/definitions';

const NONE = { added: [], removed: [] };
const setting = defaultOf('reminders');
const kind = (name: string) => kindOf(name)!;

test.each([
  ['2026-05-04', true, 'a Monday'],
  ['2026-05-05', false, 'a Tuesday after an ordinary Monday'],
  ['2026-05-25', false, 'Memorial Day'],
  ['2026-05-26', true, 'the Tuesday after Memorial Day'],
  ['2026-05-09', false, 'a Saturday'],
])('%s: weekly emails go out: %s (%s)', (day, weekly) => {
  expect(isWeeklyDay(day, NONE)).toBe(weekly);
});

test('weekly emails skip days off that the agency added', () => {
  expect(isWeeklyDay('2026-05-04', { added: ['2026-05-04'], removed: [] })).toBe(false);
  expect(isWeeklyDay('2026-05-05', { added: ['2026-05-04'], removed: [] })).toBe(true);
});

test('the agency is reminded of a count last, and courses count back from their end', () => {
  expect(stepsOf(kind('count_due'), setting)).toEqual([1, 7, 21, 45]);
  expect(stepsOf(kind('count_overdue'), setting)).toEqual([45]);
  expect(waitsFrom(kind('count_overdue'), setting)).toBe(45);
  expect(stepsOf(kind('course_ends'), setting)).toEqual([-60, -14]);
  expect(waitsFrom(kind('course_ends'), setting)).toBe(-60);
  expect(stepsOf(kind('report_due'), setting)).toEqual([-30, -7, 0, 14, 45]);
  expect(waitsFrom(kind('report_due'), setting)).toBe(-30);
  expect(stepsOf(kind('yearly_missing'), setting)).toEqual([45]);
  expect(stepsOf(kind('count_differs'), setting)).toBeNull();
  expect(waitsFrom(kind('count_due'), { ...setting, countDue: '3, 9' })).toBe(1);
});

test('what harms others when it is forgotten stays at least on the to-do list', () => {
  expect(choiceOf(kind('count_due'), {})).toBe('daily');
  expect(choiceOf(kind('count_due'), { count_due: 'none' })).toBe('product');
  expect(choiceOf(kind('course_ends'), { course_ends: 'none' })).toBe('none');
  expect(choiceOf(kind('count_due'), { count_due: 'never heard of' })).toBe('daily');
});

test('only choices that make a difference are offered, and an earlier choice becomes one of them', () => {
  expect(choicesOf(kind('course_ends'))).toEqual(['daily', 'weekly', 'product', 'none']);
  expect(choicesOf(kind('count_due'))).toEqual(['daily', 'weekly', 'product']);
  // Not on the to-do list.
  expect(choicesOf(kind('count_overdue'))).toEqual(['daily', 'weekly', 'none']);
  expect(choicesOf(kind('yearly_missing'))).toEqual(['daily', 'weekly', 'none']);
  // Does not wait for Monday.
  expect(choicesOf(kind('signing_key_ends'))).toEqual(['daily', 'product']);
  for (const one of NOTICE_KINDS) {
    for (const choice of ['daily', 'weekly', 'product', 'none']) {
      expect(choicesOf(one)).toContain(choiceOf(one, { [one.name]: choice }));
    }
  }
  expect(choiceOf(kind('count_overdue'), { count_overdue: 'product' })).toBe('none');
});

test('a weekly choice waits for Monday, except for what is urgent', () => {
  expect(isSentOn('weekly', { weekly: false, urgent: false })).toBe(false);
  expect(isSentOn('weekly', { weekly: true, urgent: false })).toBe(true);
  expect(isSentOn('weekly', { weekly: false, urgent: true })).toBe(true);
  expect(isSentOn('product', { weekly: true, urgent: true })).toBe(false);
});

test('each kind has one name and days in the setting', () => {
  expect(new Set(NOTICE_KINDS.map(({ name }) => name)).size).toBe(NOTICE_KINDS.length);
  for (const { steps } of NOTICE_KINDS) if (steps) expect(SETTINGS.reminders.fields[steps].default).toMatch(/^\d/);
});

test.each([
  ['1,7, 21 45', '1, 7, 21, 45'],
  ['45 1', '1, 45'],
  ['7, 7', '7'],
])('the days “%s” are saved as “%s”', (typed, saved) => {
  expect(SETTINGS.reminders.fields.countDue.schema.parse(typed)).toBe(saved);
});

test.each(['', ' ', '0', '-1', '1.5', 'one', '400', '1,2,3,4,5,6,7,8,9,10,11'])(
  'the days “%s” are refused',
  (typed) => {
    expect(SETTINGS.reminders.fields.countDue.schema.safeParse(typed).success).toBe(false);
  },
);

test('an email refuses to link to anything but web addresses', () => {
  const link = { label: 'Open', href: 'javascript:alert(1)' };
  const email = { kind: 'x', to: null, subject: 'x', paragraphs: [] };
  const groups = [{ heading: 'x', lines: [{ title: 'x', text: 'x', link }] }];
  expect(() => emailHtml({ ...email, groups }, 'a@example.org')).toThrow(TypeError);
  const unsubscribe = { href: link.href, chooseHref: 'https://example.org' };
  expect(() => emailHtml({ ...email, unsubscribe }, 'a@example.org')).toThrow(TypeError);
});
