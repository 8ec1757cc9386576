import type { Actor } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { ACTS, type Act } from './acts';
import type { StaffUser } from './get-user';

/** @throws AppError `not_found` */
export function parseAct(typed: string): Act {
  const act = ACTS.find((one) => one === typed);
  if (!act) throw new AppError('not_found', 'There is nothing at this address. Choose from the person’s page.');
  return act;
}

type Refused = { sentence: string; forbidden: boolean };

/** Returns why this act is not available for this person now: the actor may not do it, or there is nothing to do. */
export function whyNotNow(
  actor: Actor,
  user: Pick<StaffUser, 'id' | 'staffRole' | 'disabledAt' | 'twoStepConfirmedAt'>,
  act: Act,
): Refused | null {
  const why = whyNotAllowed(actor, `account.${act}`, user);
  if (why) return { sentence: why, forbidden: true };
  const idle = nothingToDo(user, act);
  return idle ? { sentence: idle, forbidden: false } : null;
}

function nothingToDo(user: Pick<StaffUser, 'disabledAt' | 'twoStepConfirmedAt'>, act: Act): string | null {
  switch (act) {
    case 'reset-two-step':
      return user.twoStepConfirmedAt ? null : 'Two-step sign-in is off for this person.';
    case 'disable':
      return user.disabledAt ? 'This account is already disabled.' : null;
    case 'enable':
      return user.disabledAt ? null : 'This account is not disabled.';
    case 'end-sessions':
      return user.disabledAt ? 'This account is disabled, so it is signed out.' : null;
    case 'change-email':
    case 'staff-role':
      return null;
  }
}

/** Returns what the actor may do with this person now, and if that is nothing, why. */
export function actsFor(ctx: Context, user: StaffUser): { acts: Act[]; why: string | null } {
  const { actor } = ctx;
  authorize(ctx, 'account.read');
  const acts = ACTS.filter((act) => !whyNotNow(actor, user, act));
  return { acts, why: acts.length === 0 ? whyNotAllowed(actor, 'account.disable', user) : null };
}
