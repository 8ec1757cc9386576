import type { Queryable } from '@/db/client';
import { listAgendasOfSessions, listRulesOfSessions } from '@/db/queries/conference-attendance';
import { type AttendanceRule, whyNotThisRule } from '@/lib/attendees/attendance/session-times';
import { type Agenda, timesOfAgenda } from '@/lib/attendees/attendance/times-of-agenda';
import type { Slot } from '@/lib/events/slots';

/**
 * Returns the rule by which the attendance of a session is counted: the saved one, or the times of its agenda, or its own start
 * and end; null when nobody knows when it was.
 */
export function ruleOf(slot: Slot, saved: AttendanceRule | null, agenda: Agenda): AttendanceRule | null {
  if (saved) return saved;
  const { startsOn, endsOn, startsAt, endsAt } = slot;
  const own =
    startsAt && endsAt && startsOn === endsOn
      ? [{ day: startsOn, from: startsAt.slice(0, 5), to: endsAt.slice(0, 5) }]
      : [];
  const times = agenda.length > 0 ? timesOfAgenda(agenda) : { sessions: own, breaks: [] };
  const rule = { ...times, leastPercent: null };
  return whyNotThisRule(rule) ? null : rule;
}

/** Returns a function that finds the rule of a session of a conference, and whether it was counted by it before. */
export async function rulesOfSessions(db: Queryable, conferenceId: number) {
  const saved = new Map(
    (await listRulesOfSessions(db, conferenceId)).map(({ eventId, ...rule }) => [eventId, rule] as const),
  );
  const agendas = Map.groupBy(await listAgendasOfSessions(db, conferenceId), ({ eventId }) => eventId);
  return (session: Slot & { id: number }) => ({
    rule: ruleOf(session, saved.get(session.id) ?? null, agendas.get(session.id) ?? []),
    wasCounted: saved.has(session.id),
  });
}
