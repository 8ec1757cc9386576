import { listPossibleDuplicates, type PossibleDuplicate } from '@/db/queries/duplicates';
import { authorize } from '@/lib/access/authorize';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { logReading } from '@/lib/attendees/log-reading';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { MAX_AT_ONCE } from './decide-duplicates';
import { countDuplicates, countDuplicatesOf, findPossibleDuplicates } from './find-duplicates';
import { betterRecord } from './rules';

/** The most groups on a page. */
const PAGE = 100;

/** People who may be one person, and who of them would stay. */
export type DuplicateGroup = { people: PossibleDuplicate[]; keptId: number };

/**
 * The people on an event's roster who may be one person: by name, in whatever way it is written, or by an address and a
 * name like it. Who they are, the provider decides.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listDuplicates(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const found = (await findPossibleDuplicates(ctx.db, eventId)).slice(0, PAGE).map((ids) => ids.slice(0, MAX_AT_ONCE));
  const rows = new Map((await listPossibleDuplicates(ctx.db, found.flat())).map((row) => [row.id, row]));
  const groups: DuplicateGroup[] = found
    .map((ids) => ids.flatMap((id) => rows.get(id) ?? []))
    .filter((people) => people.length > 1)
    .map((people) => ({ people, keptId: betterRecord(people).id }));
  return { event, groups, mayChange: whyNotAllowed(ctx.actor, 'roster.change') === null };
}

/** How many people on an event's roster may be the same person as another one. @throws AppError `forbidden` */
export async function countPossibleDuplicates(ctx: Context, eventId: number): Promise<number> {
  authorize(ctx, 'roster.read');
  return countDuplicates(ctx.db, eventId);
}

/**
 * How many people on the roster of each of these events may be the same person as another one there; events without any are
 * left out. The caller has read the events within scope.
 * @throws AppError `forbidden`
 */
export async function countPossibleDuplicatesOf(
  ctx: Context,
  eventIds: readonly number[],
): Promise<Map<number, number>> {
  authorize(ctx, 'roster.read');
  return countDuplicatesOf(ctx.db, eventIds);
}
