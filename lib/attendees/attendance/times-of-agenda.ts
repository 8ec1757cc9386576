import type { AttendanceRule } from './session-times';

/** The items of an event's agenda, with whether each counts toward the units. */
export type Agenda = readonly { heldOn: string; startsAt: string; endsAt: string; counts: boolean }[];

/** Returns the times of an agenda that count, by which attendance can be counted. */
export function timesOfAgenda(agenda: Agenda): Pick<AttendanceRule, 'sessions' | 'breaks'> {
  const sessions = agenda
    .filter(({ counts }) => counts)
    .map(({ heldOn, startsAt, endsAt }) => ({ day: heldOn, from: startsAt, to: endsAt }));
  // The agenda's items that count already leave the breaks between them.
  return { sessions: joined(sessions), breaks: [] };
}

/** Combines consecutive items into one session. */
function joined(sessions: AttendanceRule['sessions']): AttendanceRule['sessions'] {
  const all: AttendanceRule['sessions'] = [];
  for (const each of sessions.toSorted((a, b) => (a.day + a.from < b.day + b.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last?.day !== each.day || last.to < each.from) all.push({ ...each });
    else if (last.to < each.to) last.to = each.to;
  }
  return all;
}
