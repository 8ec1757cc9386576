import { listProgramRows } from '@/db/queries/memberships';
import type { Role, StaffRole } from '@/lib/access/actor';
import { type Place, placeOf } from '@/lib/access/place';
import { listOwedCounts } from '@/lib/events/list-owed-counts';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';

/** What is waiting in a program: ended events without a count (M9). */
export type Waiting = { count: number; orMore: boolean; oldest: Day | null };

/** One card of the Secure Portal. */
export type Program =
  | {
      kind: 'provider';
      providerId: number;
      providerName: string;
      role: Role;
      /** Whether this session works for it; people switch to the others. */
      current: boolean;
      waiting: Waiting;
    }
  | { kind: 'staff'; role: StaffRole; waiting: Waiting };

const programOf = ({ providerId, providerName, role }: Place) => ({ providerId, providerName, role });

const COUNTED = 1000;
/** Nobody works for this many; the limit only bounds the page. */
const MAX_PROGRAMS = 100;

/**
 * Returns the programs of the signed-in person (manual, "Accessing the Professional Development Unit Provider System";
 * M3).
 */
export async function listPrograms(ctx: Context): Promise<Program[]> {
  const { actor } = ctx;
  if (actor.kind === 'staff') {
    const { count, orMore, events } = await listOwedCounts(ctx);
    const waiting = { count, orMore, oldest: events[0]?.endsOn ?? null };
    const place = placeOf(actor);
    return [
      place
        ? { kind: 'provider', ...programOf(place), current: true, waiting }
        : { kind: 'staff', role: actor.role, waiting },
    ];
  }
  const rows = await listProgramRows(ctx.db, actor.userId, {
    today: ctx.clock.today(),
    countTo: COUNTED + 1,
    most: MAX_PROGRAMS,
  });
  return rows.map(({ owed, oldest, ...row }) => ({
    kind: 'provider',
    ...row,
    current: row.providerId === actor.providerId,
    waiting: { count: Math.min(owed, COUNTED), orMore: owed > COUNTED, oldest },
  }));
}
