import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import type { Context } from '@/lib/platform/visit';
import { type YearOfDocuments, yearsOf } from './list-years';

/**
 * Returns what the actor's provider owes the agency for each reporting year, and what was received, the latest year first.
 * @throws AppError `forbidden` for people who work for no provider
 */
export async function listOwnYears(ctx: Context): Promise<YearOfDocuments[]> {
  authorize(ctx, 'provider.read');
  return (await yearsOf(ctx, getPlace(ctx.actor).providerId)).years;
}
