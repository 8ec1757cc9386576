import { reportingYear } from '@/lib/events/reporting-year';
import {
  changesSince,
  factsText,
  missingFrom,
  readSignedFacts,
} from '@/lib/yearly-documents/annual-report/report-facts';
import { scheduleOf } from '@/lib/yearly-documents/annual-report/schedule';
import { whyNotSignable } from '@/lib/yearly-documents/rules';

const SUMMARY = {
  events: 1200,
  units: '7200.25',
  certificates: 9000,
  countsDue: 0,
  courses: 0,
  coursesCounted: 0,
  courseCertificates: 0,
};
const CONTACTS = { phone: '(406) 555-0100', mailingAddress: null, primaryContact: 'Kim Li', deputyContact: null };
const FACTS = { summary: SUMMARY, contacts: CONTACTS, agreement: 'received' as const };

test.each([
  ['2026-06-30', /^A manager can sign this report from July 1, 2026 on/],
  ['2026-07-01', null],
])('on %s, a report of 2025–26 can be signed or not', (today, why) => {
  const found = whyNotSignable(reportingYear(2025), today);
  if (why) expect(found).toMatch(why);
  else expect(found).toBeNull();
});

test('what is missing is one sentence each; a year without an agreement misses none', () => {
  expect(missingFrom(FACTS)).toEqual([]);
  expect(missingFrom({ ...FACTS, agreement: 'not_asked' })).toEqual([]);
  const summary = { ...SUMMARY, countsDue: 1200, courses: 3, coursesCounted: 2 };
  expect(missingFrom({ summary, agreement: 'missing' })).toEqual([
    'The yearly agreement is not signed.',
    '1,200 events have no certificate count.',
    '1 course has no count up to June 30.',
  ]);
});

test('changes since the signature are counted exactly, in both directions', () => {
  expect(changesSince(SUMMARY, SUMMARY)).toEqual([]);
  const now = { ...SUMMARY, events: 1199, units: '7200.5', certificates: 10_500, countsDue: 1 };
  expect(changesSince(SUMMARY, now)).toEqual([
    '1 event fewer',
    '0.25 PDUs more',
    '1,500 certificates more',
    '1 count due more',
  ]);
});

test('every part of what is signed changes the text that the form sends along', () => {
  const texts = [
    FACTS,
    { ...FACTS, agreement: 'missing' as const },
    ...Object.keys(SUMMARY).map((name) => ({ ...FACTS, summary: { ...SUMMARY, [name]: 5 } })),
    ...Object.keys(CONTACTS).map((name) => ({ ...FACTS, contacts: { ...CONTACTS, [name]: 'Other' } })),
  ].map(factsText);
  expect(new Set(texts).size).toBe(texts.length);
});

test('what was stored is read again, and nothing else', () => {
  expect(readSignedFacts(null)).toBeNull();
  expect(readSignedFacts({ ...FACTS, whyIncomplete: null })).toEqual({ ...FACTS, whyIncomplete: null });
  expect(() => readSignedFacts({})).toThrow();
});

test('the schedule of an event is its agenda, its times, or that it is always open', () => {
  const none = { agenda: [], startsAt: null, endsAt: null, asynchronous: false };
  expect(scheduleOf(none)).toBeNull();
  expect(scheduleOf({ ...none, asynchronous: true })).toBe('Always open');
  expect(scheduleOf({ ...none, startsAt: '09:00', endsAt: '10:30' })).toBe('9:00 AM to 10:30 AM');
  const row = { heldOn: '2026-05-03', startsAt: '09:00', endsAt: '10:00', title: 'Halves', counts: true };
  expect(scheduleOf({ ...none, agenda: [row] })).toBe('May 3, 2026, 9:00 AM to 10:00 AM: Halves');
});
