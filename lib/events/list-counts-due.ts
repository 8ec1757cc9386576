import { z } from 'zod';
import { listCountsDueEverywhere } from '@/db/queries/counts-due';
import { authorize } from '@/lib/access/authorize';
import { isDay } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';

const PAGE = 50;

/** The event that a page starts after, such as `2026-05-03_1042`. Any other value starts at the beginning. */
const afterSchema = z
  .string()
  .transform((text) => text.split('_'))
  .refine(([day, id, more]) => isDay(day ?? '') && /^\d{1,15}$/.test(id ?? '') && more === undefined)
  .transform(([day, id]) => ({ endsOn: day!, id: Number(id) }))
  .nullable()
  .catch(null);

/** Returns every provider's ended events without a count, oldest first, and where the next page starts (M9). For staff. */
export async function listCountsDue(ctx: Context, after: unknown) {
  authorize(ctx, 'count_due.read');
  const rows = await listCountsDueEverywhere(ctx.db, {
    today: ctx.clock.today(),
    after: afterSchema.parse(after ?? null),
    limit: PAGE + 1,
  });
  const events = rows.slice(0, PAGE);
  const last = events.at(-1);
  return { events, next: rows.length > PAGE && last ? `${last.endsOn}_${last.id}` : null };
}

export type CountDue = Awaited<ReturnType<typeof listCountsDue>>['events'][number];
