import type { Day } from '@/lib/platform/clock';
import { addDays, isDay } from '@/lib/platform/days';
import { type Interval, lengthOf, union, without } from './intervals';
import { momentOf } from './moments';

/** When a session takes place, in Montana time. A session that ends before it begins ends on the next day. */
export type SessionTime = { day: Day; from: string; to: string };

/** A break; without a day, it is on every day of the event. */
export type Break = { day: Day | null; from: string; to: string };

/** The provider's rule for an event's attendance: only time in these sessions counts, without the breaks. */
export type AttendanceRule = {
  sessions: SessionTime[];
  breaks: Break[];
  /**
   * People who were present for less than this share of the time get nothing; null means that everyone gets their time.
   */
  leastPercent: number | null;
};

/** The most sessions, and the most breaks, of an event (choice). */
export const MAX_TIMES = 40;

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

function stretchOf({ day, from, to }: SessionTime): Interval {
  const start = momentOf(day, from);
  // Two equal times mean a whole day, because nobody would enter a session of no time at all.
  return [start, to > from ? momentOf(day, to, undefined, start) : momentOf(addDays(day, 1), to)];
}

/** Returns the periods of the sessions, with breaks included and overlaps once. */
export const stretchesOfSessions = ({ sessions }: AttendanceRule) => union(sessions.map(stretchOf));

/**
 * Returns the days that a break without a day applies to, including the day that a session reaches into after midnight.
 */
function daysOf({ sessions }: AttendanceRule): Day[] {
  return Array.from(new Set(sessions.flatMap(({ day, from, to }) => (to > from ? [day] : [day, addDays(day, 1)]))));
}

/** Returns the time that counts: the sessions without the breaks. */
export function countedTime(rule: AttendanceRule): Interval[] {
  const breaks = rule.breaks.flatMap(({ day, from, to }) =>
    (day === null ? daysOf(rule) : [day]).map((each) => stretchOf({ day: each, from, to })),
  );
  return without(stretchesOfSessions(rule), breaks);
}

/** Returns why attendance cannot be counted by this rule; null when it can. */
export function whyNotThisRule(rule: AttendanceRule): string | null {
  const { sessions, breaks, leastPercent } = rule;
  if (sessions.length === 0) return 'Enter when the session began and ended.';
  if (sessions.length > MAX_TIMES || breaks.length > MAX_TIMES) return `Enter at most ${MAX_TIMES} times.`;
  for (const { day, from, to } of sessions) {
    if (!isDay(day)) return 'Enter the day of each session.';
    if (!isTime(from) || !isTime(to)) return 'Enter when each session began and ended, such as 9:00 AM and 12:00 PM.';
    if (from === to) return 'A session can’t end at the time at which it begins.';
  }
  for (const { day, from, to } of breaks) {
    if (day !== null && !isDay(day)) return 'Choose the day of each break.';
    if (!isTime(from) || !isTime(to)) return 'Enter when each break began and ended, or clear both times.';
    if (from === to) return 'A break can’t end at the time at which it begins.';
  }
  if (leastPercent !== null && !(Number.isInteger(leastPercent) && leastPercent >= 1 && leastPercent <= 100)) {
    return 'Enter the minimum attendance as a whole percentage from 1 to 100, or leave it blank.';
  }
  return lengthOf(countedTime(rule)) === 0 ? 'The breaks cover all of the session. Check their times.' : null;
}
