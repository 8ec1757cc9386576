import fc from 'fast-check';
import { type Interval, intersect, lengthOf, union, without } from '@/lib/attendees/attendance/intervals';
import { momentOf } from '@/lib/attendees/attendance/moments';
import { counterOf, type Presence, resultOf, timeInWords } from '@/lib/attendees/attendance/rules';
import { type AttendanceRule, countedTime, whyNotThisRule } from '@/lib/attendees/attendance/session-times';
import { quartersOf } from '@/lib/events/hours';

const MINUTE = 60_000;
const DAY = '2026-11-20';

const at = (time: string, day = DAY) => momentOf(day, time);
const there = (from: string, to: string, day = DAY): Presence => ({
  from: at(from, day),
  to: at(to, day),
  lasted: null,
});
const rule = (more: Partial<AttendanceRule> = {}): AttendanceRule => ({
  sessions: [{ day: DAY, from: '09:00', to: '12:00' }],
  breaks: [],
  leastPercent: null,
  ...more,
});
const reasonOf = (presences: Presence[], more: Partial<AttendanceRule> = {}, hours = '3') =>
  resultOf(presences, rule(more), { hours }).reason;

describe('what a person earns', () => {
  test('their minutes are rounded down to the quarter hour, and the reason says so', () => {
    expect(resultOf([there('09:00', '11:52')], rule(), { hours: '3' })).toEqual({
      minutes: 172,
      ofMinutes: 180,
      units: '2.75',
      isEnough: true,
      isBelowLeast: false,
      reason: '2 h 52 min of 3 h → 2.75',
    });
    expect(reasonOf([there('09:00', '11:44:59')])).toBe('2 h 44 min of 3 h → 2.5');
    expect(reasonOf([there('09:00', '11:45')])).toBe('2 h 45 min of 3 h → 2.75');
    expect(reasonOf([there('09:00', '09:14:59')])).toBe('14 min of 3 h → 0');
  });

  test('time before the session, after it and in a break does not count', () => {
    expect(reasonOf([there('08:00', '14:00')])).toBe('3 h of 3 h → 3');
    const breaks = [{ day: null, from: '10:15', to: '10:30' }];
    expect(reasonOf([there('08:00', '14:00')], { breaks })).toBe('2 h 45 min of 2 h 45 min → 2.75');
    expect(reasonOf([there('10:20', '10:50')], { breaks })).toBe('20 min of 2 h 45 min → 0.25');
  });

  test('a person who left and came back gets both visits, and two devices at once count once', () => {
    const visits = [there('09:00', '10:00'), there('10:30', '12:00')];
    expect(reasonOf(visits)).toBe('2 h 30 min of 3 h → 2.5');
    expect(counterOf(rule(), { hours: '3' })(visits)).toMatchObject({ times: 2, hasRejoined: true });
    expect(reasonOf([there('09:00', '11:00'), there('09:30', '11:00'), there('09:45', '10:00')])).toBe(
      '2 h of 3 h → 2',
    );
  });

  test('nobody earns more than the event gives', () => {
    expect(reasonOf([there('09:00', '12:00')], {}, '2.5')).toBe('3 h of 3 h → 2.5, the event gives 2.5');
  });

  test('below the required presence a person earns nothing, from there on all that they attended', () => {
    expect(resultOf([there('09:00', '11:23')], rule({ leastPercent: 80 }), { hours: '3' })).toMatchObject({
      units: '0',
      isEnough: false,
      isBelowLeast: true,
      reason: '2 h 23 min of 3 h → 0, less than 80%',
    });
    expect(reasonOf([there('09:00', '11:24')], { leastPercent: 80 })).toBe('2 h 24 min of 3 h → 2.25');
  });

  test('several days are added', () => {
    const sessions = [
      { day: DAY, from: '09:00', to: '12:00' },
      { day: '2026-11-21', from: '09:00', to: '12:00' },
    ];
    const breaks = [{ day: null, from: '10:30', to: '10:45' }];
    const both = [there('09:00', '12:00'), there('09:00', '10:30', '2026-11-21')];
    expect(reasonOf(both, { sessions, breaks }, '5.5')).toBe('4 h 15 min of 5 h 30 min → 4.25');
    const oneBreak = [{ day: DAY, from: '10:30', to: '10:45' }];
    expect(reasonOf(both, { sessions, breaks: oneBreak }, '6')).toBe('4 h 15 min of 5 h 45 min → 4.25');
  });

  test('a session may go past midnight, with a break on either side', () => {
    const sessions = [{ day: DAY, from: '22:00', to: '01:00' }];
    const all = [there('21:50', '23:59:59'), { from: at('23:59:59'), to: at('01:05', '2026-11-21'), lasted: null }];
    expect(reasonOf(all, { sessions })).toBe('3 h of 3 h → 3');
    const breaks = [{ day: null, from: '00:10', to: '00:25' }];
    expect(reasonOf(all, { sessions, breaks })).toBe('2 h 45 min of 2 h 45 min → 2.75');
    const across = [{ day: null, from: '23:55', to: '00:10' }];
    expect(reasonOf(all, { sessions, breaks: across })).toBe('2 h 45 min of 2 h 45 min → 2.75');
  });

  test('the night on which clocks change is as long as it was in Montana', () => {
    const fall = [{ day: '2026-11-01', from: '00:00', to: '03:00' }];
    expect(lengthOf(countedTime(rule({ sessions: fall })))).toBe(4 * 60 * MINUTE);
    const spring = [{ day: '2026-03-08', from: '00:00', to: '04:00' }];
    expect(lengthOf(countedTime(rule({ sessions: spring })))).toBe(3 * 60 * MINUTE);
    // The person joined at 1:50, before clocks went back, and left at 1:20, after that.
    const joined = momentOf('2026-11-01', '01:50');
    const left = momentOf('2026-11-01', '01:20', undefined, joined);
    expect(left - joined).toBe(30 * MINUTE);
  });
});

describe('reports with missing times', () => {
  const lasted = (minutes: number) => ({ from: null, to: null, lasted: minutes * MINUTE });

  test('minutes without times count, and never more than the session has', () => {
    expect(reasonOf([lasted(60)])).toBe('1 h of 3 h → 1');
    expect(reasonOf([lasted(60), lasted(50)])).toBe('1 h 50 min of 3 h → 1.75');
    expect(reasonOf([lasted(500)])).toBe('3 h of 3 h → 3');
  });

  test('a person who was away between first joining and last leaving gets the minutes that they stayed', () => {
    const span = { from: at('09:00'), to: at('12:00'), lasted: 100 * MINUTE };
    expect(counterOf(rule(), { hours: '3' })([span])).toMatchObject({ times: 1, hasRejoined: false });
    expect(reasonOf([span])).toBe('1 h 40 min of 3 h → 1.5');
    // The report rounded the minutes; the person was not away.
    expect(reasonOf([{ ...span, lasted: 179 * MINUTE }])).toBe('3 h of 3 h → 3');
  });

  test('a person without a time of leaving is credited only with minutes that the report states', () => {
    expect(reasonOf([{ from: at('09:00'), to: null, lasted: null }])).toBe('0 min of 3 h → 0');
    expect(reasonOf([{ from: null, to: at('09:30'), lasted: null }])).toBe('0 min of 3 h → 0');
    expect(reasonOf([{ from: at('09:00'), to: null, lasted: 30 * MINUTE }])).toBe('30 min of 3 h → 0.5');
    expect(reasonOf([{ from: null, to: at('09:30'), lasted: 60 * MINUTE }])).toBe('30 min of 3 h → 0.5');
  });
});

describe('the same meeting in several reports', () => {
  const stay = (from: string, to: string, minutes: number): Presence => ({
    from: at(from),
    to: at(to),
    lasted: minutes * MINUTE,
  });

  test('counts once: a report that was saved again, or before the end of the meeting', () => {
    expect(reasonOf([stay('09:00', '12:00', 60), stay('09:00', '12:00', 60)])).toBe('1 h of 3 h → 1');
    expect(reasonOf([stay('09:00', '10:30', 80), stay('09:00', '12:00', 160)])).toBe('2 h 40 min of 3 h → 2.5');
    // The spreadsheet rounded the times to the minute.
    expect(reasonOf([stay('09:00:40', '11:59:50', 60), stay('09:00', '12:00', 61)])).toBe('1 h 1 min of 3 h → 1');
    // Until the first report, the person had not been away.
    expect(reasonOf([there('09:00', '10:30'), stay('09:00', '12:00', 160)])).toBe('2 h 40 min of 3 h → 2.5');
    expect(reasonOf([there('09:00', '10:30'), there('10:45', '12:00'), stay('09:00', '12:00', 165)])).toBe(
      '2 h 45 min of 3 h → 2.75',
    );
  });

  test('is another one when the times are others', () => {
    expect(reasonOf([stay('09:00', '10:30', 80), stay('10:30', '12:00', 80)])).toBe('2 h 40 min of 3 h → 2.5');
    // One after the other with some minutes in common: a meeting that was started again.
    expect(reasonOf([stay('09:00', '10:30', 80), stay('10:15', '12:00', 80)])).toBe('2 h 40 min of 3 h → 2.5');
    // The report of the whole morning says less than the two of its halves.
    const halves = [stay('09:00', '10:30', 80), stay('10:30', '12:00', 80)];
    expect(reasonOf([...halves, stay('09:00', '12:00', 120)])).toBe('2 h 40 min of 3 h → 2.5');
  });
});

describe('minutes at unknown times', () => {
  const lasted = (minutes: number, day?: string): Presence => ({ from: null, to: null, lasted: minutes * MINUTE, day });
  const breaks = [{ day: null, from: '10:15', to: '10:30' }];

  test('lose the breaks, and the reason says how much', () => {
    expect(reasonOf([lasted(180)], { breaks })).toBe('2 h 45 min of 2 h 45 min → 2.75, after 15 min for breaks');
    expect(reasonOf([lasted(100)], { breaks })).toBe('1 h 25 min of 2 h 45 min → 1.25, after 15 min for breaks');
    expect(reasonOf([lasted(1)], { breaks })).toBe('0 min of 2 h 45 min → 0, after 1 min for breaks');
    expect(reasonOf([lasted(10.5)], { breaks })).toBe('0 min of 2 h 45 min → 0, after 10 min for breaks');
    expect(reasonOf([lasted(0.5)], { breaks })).toBe('0 min of 2 h 45 min → 0');
    expect(reasonOf([lasted(16.5)], { breaks })).toBe('1 min of 2 h 45 min → 0, after 15 min for breaks');
  });

  test('count for their day, up to what that day has; without a day, for all days', () => {
    const sessions = [
      { day: DAY, from: '09:00', to: '10:00' },
      { day: '2026-11-21', from: '09:00', to: '12:00' },
    ];
    expect(reasonOf([lasted(120, DAY)], { sessions }, '4')).toBe('1 h of 4 h → 1');
    expect(reasonOf([lasted(120, '2026-11-21')], { sessions }, '4')).toBe('2 h of 4 h → 2');
    expect(reasonOf([lasted(40, DAY), lasted(40, DAY)], { sessions }, '4')).toBe('1 h of 4 h → 1');
    expect(reasonOf([lasted(120)], { sessions }, '4')).toBe('2 h of 4 h → 2');
  });

  test('are visits of their own, which nobody knows to be a return', () => {
    const count = counterOf(rule(), { hours: '3' });
    expect(count([lasted(60), lasted(30)])).toMatchObject({ times: 2, hasRejoined: false });
    expect(count([there('09:00', '10:00'), lasted(30)])).toMatchObject({ times: 2, hasRejoined: false });
    expect(count([{ from: at('09:00'), to: null, lasted: null }])).toMatchObject({ times: 0, hasRejoined: false });
  });

  test('and those at known times together are never more than the time', () => {
    expect(reasonOf([there('09:00', '11:00'), lasted(120)])).toBe('3 h of 3 h → 3');
    expect(reasonOf([there('09:00', '10:00'), { from: at('11:00'), to: at('12:00'), lasted: 20 * MINUTE }])).toBe(
      '1 h 20 min of 3 h → 1.25',
    );
  });
});

describe('coming back', () => {
  test('counts within a session only, not from one session to the next', () => {
    const sessions = [
      { day: DAY, from: '09:00', to: '10:00' },
      { day: DAY, from: '11:00', to: '12:00' },
    ];
    const count = counterOf(rule({ sessions }), { hours: '2' });
    expect(count([there('09:00', '10:00'), there('11:00', '12:00')])).toMatchObject({ times: 2, hasRejoined: false });
    // A device that takes over at the very moment is no return.
    expect(count([there('09:00', '09:30'), there('09:30', '10:00')])).toMatchObject({ times: 1, hasRejoined: false });
    expect(count([there('09:00', '09:20'), there('09:40', '10:00')])).toMatchObject({ times: 2, hasRejoined: true });
  });
});

describe('amounts at their limits', () => {
  test('exactly the event’s units are not said to be more than it gives', () => {
    expect(reasonOf([there('09:00', '12:00')], {}, '3')).toBe('3 h of 3 h → 3');
    expect(reasonOf([there('09:00', '12:00')], { leastPercent: 100 }, '2.5')).toBe(
      '3 h of 3 h → 2.5, the event gives 2.5',
    );
    const below = [{ day: DAY, from: '09:00', to: '21:00' }];
    expect(reasonOf([there('09:00', '12:00')], { sessions: below, leastPercent: 80 }, '1')).toBe(
      '3 h of 12 h → 0, less than 80%',
    );
  });

  test('the minutes of the event are whole ones, rounded down', () => {
    const sessions = [{ day: DAY, from: '09:00', to: '10:00:30' }];
    expect(reasonOf([there('09:00', '10:00:30')], { sessions })).toBe('1 h of 1 h → 1');
  });

  test('minutes that differ from the times by more than a rounded minute are what counts', () => {
    const span = (minutes: number): Presence => ({ from: at('09:00'), to: at('12:00'), lasted: minutes * MINUTE });
    expect(reasonOf([span(179)])).toBe('3 h of 3 h → 3');
    expect(reasonOf([span(178.9)])).toBe('2 h 58 min of 3 h → 2.75');
  });
});

describe('a rule', () => {
  test.each<[string, Partial<AttendanceRule>]>([
    ['Enter when the session began and ended.', { sessions: [] }],
    ['Enter the day of each session.', { sessions: [{ day: '2026-02-30', from: '09:00', to: '10:00' }] }],
    ['Enter when each session began and ended', { sessions: [{ day: DAY, from: '', to: '10:00' }] }],
    ['A session can’t end at the time', { sessions: [{ day: DAY, from: '10:00', to: '10:00' }] }],
    ['Enter when each break began and ended', { breaks: [{ day: null, from: '10:00', to: '' }] }],
    ['A break can’t end at the time', { breaks: [{ day: null, from: '10:00', to: '10:00' }] }],
    ['Choose the day of each break.', { breaks: [{ day: 'x', from: '10:00', to: '10:15' }] }],
    ['Enter the minimum attendance as a whole percentage', { leastPercent: 0 }],
    ['Enter the minimum attendance as a whole percentage', { leastPercent: 101 }],
    ['The breaks cover all of the session.', { breaks: [{ day: null, from: '08:00', to: '13:00' }] }],
  ])('%s', (sentence, more) => {
    expect(whyNotThisRule(rule(more))).toContain(sentence);
    expect(whyNotThisRule(rule())).toBeNull();
  });
});

test.each([
  [0, '0 min'],
  [59, '59 min'],
  [60, '1 h'],
  [172, '2 h 52 min'],
])('%i minutes are written as %s', (minutes, words) => expect(timeInWords(minutes)).toBe(words));

describe('for any report', () => {
  const moment = fc.integer({ min: 0, max: 400 });
  const stretch = fc.tuple(moment, moment).map(([a, b]): Interval => [Math.min(a, b), Math.max(a, b)]);
  const stretches = fc.array(stretch, { maxLength: 12 });
  const covers = (intervals: readonly Interval[], minute: number) =>
    intervals.some(([from, to]) => from <= minute && minute < to);
  const countedOneByOne = (isIn: (minute: number) => boolean) =>
    Array.from({ length: 400 }, (_, minute) => minute).filter(isIn).length;

  test('union, intersection and difference match a count minute by minute', () => {
    fc.assert(
      fc.property(stretches, stretches, (a, b) => {
        expect(lengthOf(union(a))).toBe(countedOneByOne((minute) => covers(a, minute)));
        expect(lengthOf(intersect(a, b))).toBe(countedOneByOne((minute) => covers(a, minute) && covers(b, minute)));
        expect(lengthOf(without(a, b))).toBe(countedOneByOne((minute) => covers(a, minute) && !covers(b, minute)));
      }),
    );
  });

  const start = at('08:30');
  const presence = fc.record({ from: fc.option(moment), to: fc.option(moment), lasted: fc.option(moment) }).map(
    ({ from, to, lasted }): Presence => ({
      from: from === null ? null : start + from * MINUTE,
      to: to === null ? null : start + to * MINUTE,
      lasted: lasted === null ? null : lasted * MINUTE,
    }),
  );
  const presences = fc.array(presence, { maxLength: 8 });
  const rules = fc
    .record({ leastPercent: fc.option(fc.integer({ min: 1, max: 100 })), hasBreak: fc.boolean() })
    .map(({ leastPercent, hasBreak }) =>
      rule({ leastPercent, breaks: hasBreak ? [{ day: null, from: '10:00', to: '10:20' }] : [] }),
    );

  test('units are quarters, never more than the time, and never more than the event gives', () => {
    fc.assert(
      fc.property(presences, rules, fc.integer({ min: 1, max: 16 }), (given, by, quarters) => {
        const { units, minutes, ofMinutes, isEnough } = resultOf(given, by, { hours: String(quarters / 4) });
        expect(quartersOf(units) * 15).toBeLessThanOrEqual(minutes);
        expect(quartersOf(units)).toBeLessThanOrEqual(quarters);
        expect(minutes).toBeLessThanOrEqual(ofMinutes);
        expect(isEnough).toBe(units !== '0');
      }),
    );
  });

  test('another order, and one more visit, never take minutes away', () => {
    fc.assert(
      fc.property(presences, presence, rules, (given, more, by) => {
        const minutes = (list: Presence[]) => resultOf(list, by, { hours: '3' }).minutes;
        expect(minutes(given.toReversed())).toBe(minutes(given));
        expect(minutes([...given, more])).toBeGreaterThanOrEqual(minutes(given));
      }),
    );
  });

  test('all that is known of when, reported twice, counts the same', () => {
    fc.assert(
      fc.property(presences, rules, (given, by) => {
        const known = given.filter(({ from, to }) => from !== null || to !== null);
        const reason = (each: Presence[]) => resultOf(each, by, { hours: '3' }).reason;
        expect(reason([...known, ...known])).toBe(reason(known));
      }),
    );
  });

  test('a visit that is split in two, or reported twice, counts the same', () => {
    fc.assert(
      fc.property(stretches, moment, rules, (given, cut, by) => {
        const list = given.map(
          ([from, to]): Presence => ({ from: start + from * MINUTE, to: start + to * MINUTE, lasted: null }),
        );
        const halves = list.flatMap(({ from, to }): Presence[] => {
          const between = Math.min(Math.max(start + cut * MINUTE, from!), to!);
          return [
            { from, to: between, lasted: null },
            { from: between, to, lasted: null },
          ];
        });
        const reason = (each: Presence[]) => resultOf(each, by, { hours: '3' }).reason;
        expect(reason(halves)).toBe(reason(list));
        expect(reason([...list, ...list])).toBe(reason(list));
      }),
    );
  });
});
