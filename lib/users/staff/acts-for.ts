import { AppError } from '@/lib/platform/errors';
import type { Actor, Context } from '@/lib/platform/visit';
import type { StaffUser } from './get-user';
import { ACTS, type Act, authoriseStaff, whyMayNotAct } from './policy';

/** @throws AppError `not_found` */
export function parseAct(typed: string): Act {
  const act = ACTS.find((one) => one === typed);
  if (!act) throw new AppError('not_found', 'There is nothing at this address. Choose from the person’s page.');
  return act;
}

type Refused = { sentence: string; forbidden: boolean };

/** Why this is not offered for this person now: it is not the actor's to do, or there is nothing to do. */
export function whyNotNow(
  actor: Extract<Actor, { kind: 'staff' }>,
  user: Pick<StaffUser, 'id' | 'staffRole' | 'disabledAt' | 'twoStepConfirmedAt'>,
  act: Act,
): Refused | null {
  const why = whyMayNotAct(actor, user, act);
  if (why) return { sentence: why, forbidden: true };
  const idle = nothingToDo(user, act);
  return idle ? { sentence: idle, forbidden: false } : null;
}

function nothingToDo(user: Pick<StaffUser, 'disabledAt' | 'twoStepConfirmedAt'>, act: Act): string | null {
  switch (act) {
    case 'reset-two-step':
      return user.twoStepConfirmedAt ? null : 'Two-step sign-in is off for this person.';
    case 'disable':
      return user.disabledAt ? 'This account is disabled already.' : null;
    case 'enable':
      return user.disabledAt ? null : 'This account is not disabled.';
    case 'end-sessions':
      return user.disabledAt ? 'This account is disabled, so it is signed out.' : null;
    case 'change-email':
    case 'staff-role':
      return null;
  }
}

/** What the actor may do with this person now; with nothing allowed at all, why. */
export function actsFor(ctx: Context, user: StaffUser): { acts: Act[]; why: string | null } {
  const { actor } = ctx;
  authoriseStaff(actor);
  const acts = ACTS.filter((act) => !whyNotNow(actor, user, act));
  return { acts, why: acts.length === 0 ? whyMayNotAct(actor, user, 'disable') : null };
}
