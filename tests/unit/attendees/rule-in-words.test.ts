import { formatTime, ruleInWords } from '@/lib/attendees/attendance/rule-in-words';

test.each([
  ['00:00', '12:00 AM'],
  ['00:05', '12:05 AM'],
  ['09:00', '9:00 AM'],
  ['11:59', '11:59 AM'],
  ['12:00', '12:00 PM'],
  ['13:30', '1:30 PM'],
  ['23:59', '11:59 PM'],
])('%s is read as %s', (time, words) => {
  expect(formatTime(time)).toBe(words);
});

test('a rule is described in full', () => {
  const sessions = [
    { day: '2026-11-20', from: '09:00', to: '12:00' },
    { day: '2026-11-21', from: '13:00', to: '14:30' },
  ];
  const breaks = [
    { day: null, from: '10:15', to: '10:30' },
    { day: '2026-11-21', from: '13:45', to: '13:50' },
  ];
  expect(ruleInWords({ sessions, breaks, leastPercent: 80 })).toEqual([
    {
      term: 'Sessions',
      value: 'November 20, 2026, 9:00 AM to 12:00 PM; November 21, 2026, 1:00 PM to 2:30 PM',
    },
    { term: 'Breaks', value: 'Every day, 10:15 AM to 10:30 AM; November 21, 2026, 1:45 PM to 1:50 PM' },
    { term: 'Time that counts', value: '4 h 10 min' },
    { term: 'Minimum attendance', value: '80%' },
  ]);
});

test('a rule without breaks and minimum says so', () => {
  const rule = { sessions: [{ day: '2026-11-20', from: '09:00', to: '12:00' }], breaks: [], leastPercent: null };
  expect(ruleInWords(rule).map(({ value }) => value)).toEqual([
    'November 20, 2026, 9:00 AM to 12:00 PM',
    'None',
    '3 h',
    'None',
  ]);
});
