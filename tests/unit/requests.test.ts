import {
  CAPABILITY_TO_ASK,
  dueAfterWaiting,
  GROUNDS,
  isAboutEvent,
  urgencyFor,
  whyDecided,
  whyNotCorrectable,
} from '@/lib/requests/rules';

test.each([
  ['open', null],
  ['waiting', null],
  ['approved', 'This request was approved, and its change was made.'],
  ['declined', 'This request was declined.'],
  ['withdrawn', 'This request was withdrawn.'],
] as const)('a request that is %s: %s', (status, sentence) => {
  expect(whyDecided({ status })).toBe(sentence);
});

test('a correction is asked for from the day after the event on; until then the provider edits it', () => {
  const event = { endsOn: '2026-05-03', canceledAt: null };
  expect(whyNotCorrectable(event, '2026-05-04')).toBeNull();
  for (const today of ['2026-05-03', '2026-05-02']) {
    expect(whyNotCorrectable(event, today)).toBe(
      'This event can be edited until the end of May 3, 2026. Edit it yourself; no request is needed.',
    );
  }
});

test('a canceled event is not corrected', () => {
  const event = { endsOn: '2026-05-03', canceledAt: new Date('2026-05-01T18:00:00Z') };
  expect(whyNotCorrectable(event, '2026-05-04')).toMatch(/canceled/);
});

test.each([
  // Asked and answered on one day: no time was lost.
  ['2026-05-13', '2026-05-04', '2026-05-04', '2026-05-13'],
  // From Monday to Friday are four business days.
  ['2026-05-13', '2026-05-04', '2026-05-08', '2026-05-19'],
  // Over a weekend and Memorial Day, only Tuesday.
  ['2026-06-01', '2026-05-22', '2026-05-26', '2026-06-02'],
  // From a Saturday to the Monday after it is one business day.
  ['2026-05-13', '2026-05-09', '2026-05-11', '2026-05-14'],
  // A clock that went back takes no time away.
  ['2026-05-13', '2026-05-04', '2026-05-03', '2026-05-13'],
])('due on %s, it waits from %s to %s and is due on %s', (dueOn, waitingSince, today, due) => {
  expect(dueAfterWaiting({ dueOn, waitingSince }, today)).toBe(due);
});

test.each([
  ['2026-05-04', 'overdue'],
  ['2026-05-05', 'soon'],
  ['2026-05-07', 'soon'],
  ['2026-05-08', 'later'],
])('on May 5, what is due on %s is %s', (dueOn, urgency) => {
  expect(urgencyFor('2026-05-05')({ dueOn })).toBe(urgency);
});

test('on a Friday, what is due on Tuesday is soon, and on Wednesday later', () => {
  expect(urgencyFor('2026-05-08')({ dueOn: '2026-05-12' })).toBe('soon');
  expect(urgencyFor('2026-05-08')({ dueOn: '2026-05-13' })).toBe('later');
});

test('corrections and cancellations are about an event, which editors work on; the rest is for managers to ask', () => {
  expect(
    (['correction', 'cancellation', 'user', 'provider_data'] as const).map((kind) => [
      kind,
      isAboutEvent(kind),
      CAPABILITY_TO_ASK[kind],
    ]),
  ).toEqual([
    ['correction', true, 'request.make'],
    ['cancellation', true, 'request.make'],
    ['user', false, 'request.make_for_provider'],
    ['provider_data', false, 'request.make_for_provider'],
  ]);
});

test('each ground for declining has words of its own', () => {
  const words = Object.values(GROUNDS);
  expect(new Set(words).size).toBe(words.length);
  for (const each of words) expect(each).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
});
