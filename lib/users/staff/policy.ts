import { AppError } from '@/lib/platform/errors';
import type { Actor, StaffRole } from '@/lib/platform/visit';

type StaffActor = Extract<Actor, { kind: 'staff' }>;
type Person = { id: number; staffRole: StaffRole | null };

/** What staff do to somebody's account. */
export const ACTS = ['reset-two-step', 'disable', 'enable', 'end-sessions', 'change-email', 'staff-role'] as const;
export type Act = (typeof ACTS)[number];

/** @throws AppError `forbidden` */
export function authoriseStaff(actor: Actor): asserts actor is StaffActor {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'This list is for staff of the agency.');
}

/**
 * Why this member of staff may not do this to that person; null when they may. Nobody does it to themselves: who is
 * tricked or in a hurry cannot lock themselves out, and an administrator always remains.
 */
export function whyMayNotAct(actor: StaffActor, person: Person, act: Act): string | null {
  if (person.id === actor.userId) {
    return act === 'end-sessions'
      ? 'To sign yourself out everywhere, use My account.'
      : 'You cannot do this to your own account. Ask a colleague.';
  }
  if (actor.role === 'administrator') return null;
  if (act === 'staff-role') return 'Only administrators change the roles of staff.';
  // With the address comes the password: a code to reset it goes there.
  if (act === 'change-email' && person.staffRole) return 'Only administrators change the e-mail address of staff.';
  if (person.staffRole === 'administrator') return 'Only administrators may change an administrator’s account.';
  return null;
}
