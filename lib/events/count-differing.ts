import { countDiffering } from '@/db/queries/event-list';
import { scopeOf } from '@/lib/access/scope';
import type { Context } from '@/lib/platform/visit';

const COUNTED = 1000;

/** Counts events that had certificates issued or revoked after their count was recorded (M14), up to 1,000. */
export async function countEventsDiffering(ctx: Context): Promise<number> {
  return countDiffering(ctx.db, scopeOf(ctx.actor), COUNTED);
}
