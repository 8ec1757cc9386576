import { listCountsDueEverywhere } from '@/db/queries/counts-due';
import { authorize } from '@/lib/access/authorize';
import { cursor, DAY, ID } from '@/lib/platform/lists/cursor';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';

const PAGE = 50;

const position = cursor({ endsOn: DAY, id: ID });

/** Returns every provider's ended events without a count, oldest first, and where the next page starts (M9). For staff. */
export async function listCountsDue(ctx: Context, after: unknown) {
  authorize(ctx, 'count_due.read');
  const rows = await listCountsDueEverywhere(ctx.db, {
    today: ctx.clock.today(),
    after: position.schema.parse(after ?? null),
    limit: PAGE + 1,
  });
  const { shown, next } = onePage(rows, PAGE, position.write);
  return { events: shown, next };
}

export type CountDue = Awaited<ReturnType<typeof listCountsDue>>['events'][number];
