import { findDependents } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import type { Context } from '@/lib/platform/visit';

/** What was made from an event's facts: valid named certificates, usable share links, and the recorded count. */
export type Dependents = {
  certificates: number;
  links: number;
  count: number | null;
  /** Whether certificates that are made now are signed digitally. */
  isSigned: boolean;
};

/** Returns what depends on an event, for the staff who decide about changing it. */
export async function findDependentsOf(ctx: Context, eventId: number): Promise<Dependents> {
  authorize(ctx, 'request.decide');
  const [found, isSigned] = await Promise.all([findDependents(ctx.db, eventId), isSignedDigitally(ctx.db, eventId)]);
  return { ...found, isSigned };
}
