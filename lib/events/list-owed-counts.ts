import { listOwedRows, type OwedRow } from '@/db/queries/event-list';
import { scopeOf } from '@/lib/access/scope';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { daysOverdue } from './rules';

export type OwedCounts = {
  /** The longest overdue ones. */
  events: { id: number; title: string; endsOn: Day; daysOverdue: number }[];
  count: number;
  /** Whether there are more than `count`; nobody needs the exact number. */
  orMore: boolean;
};

const SHOWN = 5;
const COUNTED = 1000;

/** Returns the ended events that still owe a certificate count: a missing one can cost an educator the renewal (M9). */
export async function listOwedCounts(ctx: Context): Promise<OwedCounts> {
  return owedCountsIn(await listOwedRows(ctx.db, scopeOf(ctx.actor), owedRequest(ctx)), ctx.clock.today());
}

/** Returns what to ask the database for. */
export function owedRequest({ clock }: Pick<Context, 'clock'>) {
  return { today: clock.today(), limit: SHOWN, countTo: COUNTED + 1 };
}

/** Returns the counts in what the database answered. */
export function owedCountsIn(rows: OwedRow[], today: Day): OwedCounts {
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
