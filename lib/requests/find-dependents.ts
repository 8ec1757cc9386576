import { countNamingProvider, type NamingProvider } from '@/db/queries/provider-holdings';
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

/** Returns what a form asks about: the certificates that can be corrected or revoked along with the event. */
export const issuedOf = ({ certificates, isSigned }: Dependents) => ({ count: certificates, isSigned });

/** The certificates of more events than this are not added up while a page waits. */
const ADDED_UP = 2_000;

export type { NamingProvider };

/** Returns what shows a provider's name and phone, or will, for the staff who decide about changing them. */
export async function findNamingProvider(ctx: Context, providerId: number): Promise<NamingProvider> {
  authorize(ctx, 'request.decide');
  return countNamingProvider(ctx.db, { providerId, today: ctx.clock.today(), addedUp: ADDED_UP });
}
