import { unitsOf } from '@/lib/events/rules';
import type { Rostered } from '../import/planned';
import type { PlannedAttendance } from './planned-attendance';
import { type AttendanceResult, counterOf, type Presence } from './rules';
import type { AttendanceRule } from './session-times';

/** What a person earned by a result. */
export const earnedOf = ({ units, isEnough }: AttendanceResult) => ({ units, completed: isEnough });

/** Returns how a result changes a person on the roster. */
export function changeOf(saved: Rostered, result: AttendanceResult) {
  const { units, completed } = earnedOf(result);
  if (saved.currentCertificateId !== null && !completed) {
    const why = 'This person has a certificate, so the roster stays as it is. Revoke the certificate first.';
    return { kind: 'same' as const, saved, why };
  }
  const isSame = unitsOf(saved.units) === unitsOf(units) && saved.completed === completed;
  return isSame
    ? { kind: 'same' as const, saved, why: null }
    : { kind: 'changed' as const, saved, units: unitsOf(units), completed };
}

type Counted = Extract<PlannedAttendance, { saved: Rostered }>;

/** Counts the saved facts about people on the roster. */
export function recount(
  people: readonly (readonly [Rostered, readonly Presence[]])[],
  rule: AttendanceRule,
  event: { hours: string },
): Counted[] {
  const count = counterOf(rule, event);
  return people.map(([saved, presences]) => {
    const { name, email } = saved;
    const counted = count(presences);
    const base = { key: `roster-${saved.id}`, name, email, visits: [], notes: [], doubt: null, ...counted };
    return { ...base, ...changeOf(saved, counted.result) };
  });
}
