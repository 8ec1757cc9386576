import { countDiffering } from '@/db/queries/event-list';
import { type Context, scopeOf } from '@/lib/platform/visit';

const COUNTED = 1000;

/** How many events had certificates issued or revoked after their count was recorded (M14); at most 1,000. */
export async function countEventsDiffering(ctx: Context): Promise<number> {
  return countDiffering(ctx.db, scopeOf(ctx.actor), COUNTED);
}
