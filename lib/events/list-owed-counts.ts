import { listOwedRows } from '@/db/queries/event-list';
import type { Day } from '@/lib/platform/clock';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { daysOverdue } from './rules';

export type OwedCounts = {
  /** The longest overdue ones. */
  events: { id: number; title: string; endsOn: Day; daysOverdue: number }[];
  count: number;
  /** There are more than `count`; nobody needs to know how many exactly. */
  orMore: boolean;
};

const SHOWN = 5;
const COUNTED = 1000;

/** The ended events whose certificate count is still owed: a missing one can cost an educator the renewal (M9). */
export async function listOwedCounts(ctx: Context): Promise<OwedCounts> {
  const today = ctx.clock.today();
  const rows = await listOwedRows(ctx.db, scopeOf(ctx.actor), { today, limit: SHOWN, countTo: COUNTED + 1 });
  const owed = rows[0]?.owed ?? 0;
  return {
    events: rows.map(({ id, title, endsOn }) => ({
      id,
      title,
      endsOn,
      daysOverdue: daysOverdue({ startsOn: endsOn, endsOn }, today),
    })),
    count: Math.min(owed, COUNTED),
    orMore: owed > COUNTED,
  };
}
