import { minutesOf } from '@/lib/events/hours';
import type { Day } from '@/lib/platform/clock';
import { addDays, daysBetween } from '@/lib/platform/days';
import { type Interval, union } from './intervals';
import { shownAt } from './moments';
import type { Presence } from './rules';
import { MAX_TIMES, type SessionTime } from './session-times';

const MINUTE = 60_000;
/** A gap of this length with nobody there begins another session (choice); a restarted meeting resumes sooner. */
const APART = 20 * MINUTE;
/** Sessions begin and end at quarter hours (choice). */
const STEP = 15 * MINUTE;

/** Proposes when the sessions were: from when half of the people had come to when half had left, at quarter hours. */
export function suggestSessions(
  people: readonly (readonly Presence[])[],
  event: { startsOn: Day; endsOn: Day; hours: string },
): SessionTime[] {
  const stretches = people.map((visits) =>
    visits.flatMap(({ from, to }): Interval[] => (from !== null && to !== null && from < to ? [[from, to]] : [])),
  );
  const together = joined(stretches.flat());
  const found = together.map((session) => {
    const inside = stretches
      .map((visits) => visits.filter(([from, to]) => from < session[1] && to > session[0]))
      .filter((visits) => visits.length > 0);
    const from = middleOf(inside.map((visits) => Math.min(...visits.map(([start]) => start))));
    const to = middleOf(inside.map((visits) => Math.max(...visits.map(([, end]) => end))));
    return { from: Math.round(from / STEP) * STEP, to: Math.round(to / STEP) * STEP, people: inside.length };
  });
  const most = Math.max(0, ...found.map(({ people }) => people));
  const sessions = found
    // A few people who test their microphones the day before are not a session.
    .filter(({ from, to, people }) => from < to && people * 3 >= most)
    .slice(0, MAX_TIMES)
    .map(({ from, to }) => ({ day: shownAt(from).day, from: shownAt(from).time, to: shownAt(to).time }));
  return sessions.length > 0 ? sessions : spreadOver(event);
}

function joined(stretches: readonly Interval[]): Interval[] {
  return union(stretches.map(([from, to]): Interval => [from, to + APART])).map(([from, to]) => [from, to - APART]);
}

function middleOf(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/** Returns sessions for the event's hours, from 9 AM each day, when the reports have no times. */
function spreadOver({ startsOn, endsOn, hours }: { startsOn: Day; endsOn: Day; hours: string }): SessionTime[] {
  const days = Math.min(daysBetween(startsOn, endsOn) + 1, MAX_TIMES);
  const quarters = Math.ceil(minutesOf(hours) / 15 / days);
  const end = Math.min(9 * 60 + quarters * 15, 24 * 60 - 15);
  const to = `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
  return Array.from({ length: days }, (_, index) => ({ day: addDays(startsOn, index), from: '09:00', to }));
}
